namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>One thing that is not as it must be, and where.</summary>
internal sealed record Difference(DifferenceKind Kind, string Where, string What)
{
    private const int MostListed = 40;

    public override string ToString() => $"{Kind} {Where}: {What}";

    /// <summary>Throws with a list when there is any.</summary>
    public static void AssertNone(IReadOnlyList<Difference> differences)
    {
        if (differences.Count == 0) return;
        var counts = string.Join(", ", differences.GroupBy(d => d.Kind).Select(kind => $"{kind.Count()} {kind.Key}"));
        throw new InvalidDataException($"{differences.Count} differences ({counts}):\n{string.Join('\n', differences.Take(MostListed))}");
    }
}
