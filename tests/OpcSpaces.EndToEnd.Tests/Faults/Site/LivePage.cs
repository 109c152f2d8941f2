using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>What the live stream's first event shows of each desk, by zone/desk/n.</summary>
internal static class LivePage
{
    public const string Unknown = "unknown";

    public static async Task<IReadOnlyDictionary<string, SeenDesk>> ReadAsync(HttpClient cloud)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var stream = await cloud.GetStreamAsync("api/v1/live", deadline.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(deadline.Token))
        {
            if (item.EventType == "snapshot") return Read(item.Data);
        }

        throw new InvalidDataException("The live stream ended before its snapshot.");
    }

    private static Dictionary<string, SeenDesk> Read(string json)
    {
        using var snapshot = JsonDocument.Parse(json);
        return snapshot.RootElement.GetProperty("desks").EnumerateArray().ToDictionary(
            desk => desk.GetProperty("key").GetString()!,
            desk => new SeenDesk(
                desk.GetProperty("state").GetString()!,
                desk.TryGetProperty("since", out var since) && since.ValueKind == JsonValueKind.String ? since.GetDateTimeOffset() : null));
    }
}
