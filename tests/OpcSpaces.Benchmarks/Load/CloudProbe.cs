using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>Reads from the running cloud how far its journal and its series are.</summary>
internal static class CloudProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns when every entry that is now in the journal is in the series store.</summary>
    public static Task WaitUntilSeriesIsLevelAsync(CloudServer cloud) => Eventually.ThatAsync(
        async () =>
        {
            using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
            return status.RootElement.GetProperty("projections").EnumerateArray()
                .Single(projection => projection.GetProperty("name").GetString() == "series").GetProperty("lag").GetInt64() == 0;
        },
        Patience, "the series projection to be level with the journal", () => cloud.Process.Log);

    /// <summary>The number of failures of projections and of dead letters; 0 in a good run.</summary>
    public static async Task<long> TroubleAsync(CloudServer cloud)
    {
        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        var failures = status.RootElement.GetProperty("projections").EnumerateArray().Sum(p => p.GetProperty("failures").GetInt64());
        return failures + status.RootElement.GetProperty("deadLetters").EnumerateObject().Sum(letters => letters.Value.GetInt64());
    }

    /// <summary>Number of readings that the series store has taken since the cloud started.</summary>
    public static async Task<long> PointsWrittenAsync(CloudServer cloud)
    {
        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        return status.RootElement.GetProperty("series").GetProperty("pointsWritten").GetInt64();
    }
}
