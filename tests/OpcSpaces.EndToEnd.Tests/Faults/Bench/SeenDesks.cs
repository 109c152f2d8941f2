using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OpcSpaces.EndToEnd.Tests.Faults.Bench;

/// <summary>What a reader who opens <c>/api/v1/live</c> now is shown first: each desk's state by zone/desk/n.</summary>
internal static class SeenDesks
{
    public static async Task<IReadOnlyDictionary<string, (string State, DateTimeOffset? Since)>> ReadAsync(HttpClient cloud)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var stream = await cloud.GetStreamAsync("api/v1/live", deadline.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(deadline.Token))
        {
            if (item.EventType == "snapshot") return Read(item.Data);
        }

        throw new InvalidDataException("The live stream ended before its snapshot.");
    }

    private static Dictionary<string, (string, DateTimeOffset?)> Read(string json)
    {
        using var snapshot = JsonDocument.Parse(json);
        return snapshot.RootElement.GetProperty("desks").EnumerateArray().ToDictionary(
            desk => desk.GetProperty("key").GetString()!,
            desk => (
                desk.GetProperty("state").GetString()!,
                desk.TryGetProperty("since", out var since) && since.ValueKind == JsonValueKind.String ? since.GetDateTimeOffset() : (DateTimeOffset?)null));
    }
}
