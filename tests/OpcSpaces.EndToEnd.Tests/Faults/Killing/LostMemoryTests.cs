using OpcSpaces.EndToEnd.Tests.Faults.Site;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Killing;

/// <summary>What was in a killed agent's memory, and what happened while it was away, is shown as unknown and never as unchanged.</summary>
public sealed class LostMemoryTests
{
    // Pins of the desks 1, 2 and 3 of the only zone.
    private const int Stays = 0, Leaves = 1, Comes = 2;
    private static readonly TimeSpan Patience = Eventually.Patience;
    private static readonly PointValue Occupied = PointValue.Of(1L);

    [Fact]
    public async Task What_a_killed_agent_had_in_memory_is_unknown_until_it_is_observed_again()
    {
        await using var site = await BuildingSite.StartAsync(new SiteOptions { Gateways = 1, Zones = 1, Desks = 3, HoldOffSeconds = 3_600, DebounceMs = 3_000, MarkSeconds = 1 });
        var gateway = site.Gateways[0];
        site.Signals.Set(gateway.Id, Stays, high: true);
        site.Signals.Set(gateway.Id, Leaves, high: true);
        await UntilShownAsync(site, "occupied", "occupied", "unknown");
        // The mark goes past what was seen, so that it is the mark that counts and not the last reading.
        await site.UntilDrainedAsync();
        var seen = TimeProvider.System.GetUtcNow();
        // The first that is written afterwards may have been taken before.
        await Eventually.ThatAsync(() => gateway.OutboxWrittenAt > seen, Patience, "an observed-through mark");
        var first = gateway.OutboxWrittenAt;
        await Eventually.ThatAsync(() => gateway.OutboxWrittenAt > first, Patience, "the next mark");

        // One is gone and one has come, both only in memory: the first waits for its hold-off, the second is being debounced,
        // for seconds, so that no pause of this process lets it get to the disk.
        site.Signals.Set(gateway.Id, Leaves, high: false);
        site.Signals.Set(gateway.Id, Comes, high: true);
        gateway.Edge.Kill();
        var mark = gateway.ReadOutbox().ObservedThroughMs;
        Assert.True(mark >= seen.ToUnixTimeMilliseconds(), $"the mark {mark} is older than {seen}");
        site.Signals.Set(gateway.Id, Stays, high: false);
        site.Signals.Set(gateway.Id, Comes, high: false);
        await UntilShownAsync(site, "unknown", "unknown", "unknown");

        var before = site.Witness.Last(gateway.Id);
        gateway.Edge.Start();
        await Eventually.ThatAsync(() => site.Witness.Last(gateway.Id) > before, Patience, "the agent to say what it does not know");
        await site.UntilDrainedAsync();
        await UntilShownAsync(site, "unknown", "unknown", "unknown");
        site.Signals.Set(gateway.Id, Stays, high: true);
        await UntilShownAsync(site, "occupied", "unknown", "unknown");

        await site.StopAsync();
        using var journal = new JournalCopy(site.JournalPath);
        var readings = JournaledReadings.Read(journal);
        Assert.Equal([Occupied, PointValue.Null, Occupied], ValuesOf(readings, 1));
        Assert.Equal([Occupied, PointValue.Null], ValuesOf(readings, 2));
        Assert.Equal([PointValue.Null], ValuesOf(readings, 3));
        foreach (var unknown in readings.Series.Where(series => series.Key.Field == "occupied").SelectMany(series => series.Value.Values).Where(sample => sample.Value.IsNull))
            Assert.Equal((mark + 1, 500), (unknown.TimeNs / 1_000_000, unknown.Quality));
    }

    private static IEnumerable<PointValue> ValuesOf(JournaledReadings readings, int desk) =>
        readings.Series.Single(series => series.Key.Point == $"desk/{desk}").Value.Values.Select(sample => sample.Value);

    private static async Task UntilShownAsync(BuildingSite site, params string[] states)
    {
        var zone = $"{Site.Gateway.Group}/{site.Gateways[0].Config.Zones[0].Id}";
        await LivePage.UntilAsync(
            site.Cloud.Client,
            shown => states.Index().All(desk => (shown.TryGetValue($"{zone}/desk/{desk.Index + 1}", out var seen) ? seen.State : LivePage.Unknown) == desk.Item),
            Patience, string.Join(", ", states));
    }
}
