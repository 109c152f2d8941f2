using System.Text.Json;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>What /api/v1/status says, as far as the fault tests need it.</summary>
/// <param name="Lag">Journal entries that the slowest projection has not taken in.</param>
/// <param name="Committed">Per gateway (group/node) that is online: the watermark.</param>
/// <param name="DeadLetters">How many there ever were.</param>
/// <param name="Series">How the series store is doing, as JSON.</param>
internal sealed record CloudStatus(long Lag, IReadOnlyDictionary<string, ulong> Committed, long DeadLetters, string Series)
{
    public static async Task<CloudStatus> ReadAsync(HttpClient cloud)
    {
        using var status = JsonDocument.Parse(await cloud.GetStringAsync("api/v1/status"));
        var root = status.RootElement;
        return new CloudStatus(
            root.GetProperty("projections").EnumerateArray().Max(projection => projection.GetProperty("lag").GetInt64()),
            root.GetProperty("gateways").EnumerateArray()
                .Where(gateway => gateway.GetProperty("isOnline").GetBoolean())
                .ToDictionary(gateway => gateway.GetProperty("gateway").GetString()!, gateway => gateway.GetProperty("committed").GetUInt64()),
            root.GetProperty("deadLetters").EnumerateObject().Sum(reason => reason.Value.GetInt64()),
            root.GetProperty("series").GetRawText());
    }
}
