using OpcSpaces.Projections.Live;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>What a cloud that was stopped has saved of its live state: one line per point with every field, in order of names.</summary>
internal static class LiveRows
{
    public static IReadOnlyList<string> Read(string path)
    {
        var live = new LiveState();
        Assert.True(new LiveSnapshotFile(path).Load(live, out var reason) > 0, reason);
        return [.. live.Points.Select(Row).Order(StringComparer.Ordinal)];
    }

    private static string Row(PointState point) =>
        $"{point.ToLive()} retired={point.IsRetired} inUseInLog={point.InUseInLog} epoch={point.Epoch} sequence={point.Sequence} index={point.Index}";
}
