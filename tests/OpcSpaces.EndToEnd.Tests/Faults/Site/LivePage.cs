using System.Net.ServerSentEvents;
using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>What the live stream (<c>/api/v1/live</c>) shows of each desk, by community/zone/desk/n.</summary>
internal static class LivePage
{
    public const string Unknown = "unknown";
    private static readonly TimeSpan BeforeNextAttempt = TimeSpan.FromMilliseconds(100);

    /// <summary>What it shows now.</summary>
    public static Task<IReadOnlyDictionary<string, SeenDesk>> ReadAsync(HttpClient cloud) =>
        UntilAsync(cloud, shown => shown.Count > 0, Eventually.Patience, "anything");

    /// <summary>
    /// Follows the stream until it shows what is <paramref name="wanted"/>, and connects again where it breaks, as a browser does.
    /// Fails with <see cref="TimeoutException"/> that says what it showed last.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, SeenDesk>> UntilAsync(
        HttpClient cloud, Func<IReadOnlyDictionary<string, SeenDesk>, bool> wanted, TimeSpan patience, string what)
    {
        using var deadline = new CancellationTokenSource(patience);
        var shown = new Dictionary<string, SeenDesk>();
        while (true)
        {
            try
            {
                await using var stream = await cloud.GetStreamAsync("api/v1/live", deadline.Token);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(deadline.Token))
                {
                    Take(item, shown);
                    if (wanted(shown)) return shown;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The cloud was away or went away.
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {patience.TotalSeconds} s for the page to show {what}. Last shown: {Describe(shown)}");
            }

            await Task.WhenAny(Task.Delay(BeforeNextAttempt, TimeProvider.System, deadline.Token));
        }
    }

    private static void Take(SseItem<string> item, Dictionary<string, SeenDesk> shown)
    {
        if (item.EventType is not ("snapshot" or "change")) return;
        if (item.EventType == "snapshot") shown.Clear();
        using var json = JsonDocument.Parse(item.Data);
        foreach (var desk in json.RootElement.GetProperty("desks").EnumerateArray())
        {
            shown[desk.GetProperty("key").GetString()!] = new SeenDesk(
                desk.GetProperty("state").GetString()!,
                desk.TryGetProperty("since", out var since) && since.ValueKind == JsonValueKind.String ? since.GetDateTimeOffset() : null);
        }
    }

    private static string Describe(Dictionary<string, SeenDesk> shown) => shown.Count > 10
        ? string.Join(", ", shown.Values.GroupBy(desk => desk.State).Select(state => $"{state.Count()} {state.Key}"))
        : string.Join(", ", shown.Select(desk => $"{desk.Key} {desk.Value.State}"));
}
