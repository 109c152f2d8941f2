using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>Asks the running cloud how far its journal and its series are.</summary>
internal static class CloudProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns when every entry that the journal held at one moment stands in the series store.</summary>
    public static Task WaitUntilSeriesIsLevelAsync(CloudServer cloud) => Eventually.ThatAsync(
        async () =>
        {
            using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
            return status.RootElement.GetProperty("projections").EnumerateArray()
                .Single(projection => projection.GetProperty("name").GetString() == "series").GetProperty("lag").GetInt64() == 0;
        },
        Patience, "the series projection to be level with the journal", () => cloud.Process.Log);

    /// <summary>The projections' failures and the dead letters: 0 where the run was as it should be.</summary>
    public static async Task<long> TroubleAsync(CloudServer cloud)
    {
        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        var failures = status.RootElement.GetProperty("projections").EnumerateArray().Sum(p => p.GetProperty("failures").GetInt64());
        return failures + status.RootElement.GetProperty("deadLetters").EnumerateObject().Sum(letters => letters.Value.GetInt64());
    }

    /// <summary>Readings that the series store has taken since the cloud started.</summary>
    public static async Task<long> PointsWrittenAsync(CloudServer cloud)
    {
        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        return status.RootElement.GetProperty("series").GetProperty("pointsWritten").GetInt64();
    }
}
