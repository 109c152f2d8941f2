namespace OpcSpaces.Testing;

/// <summary>What the cloud's one-line status (<c>/api/v1/status/line</c>) says.</summary>
public static class StatusLine
{
    /// <summary>Whether the readings that arrive are of the past.</summary>
    public static bool IsLoadingHistory(string line) => line.StartsWith("Loading history:", StringComparison.Ordinal);
}
