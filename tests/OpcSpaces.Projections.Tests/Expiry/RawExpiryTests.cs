using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Usage;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Tests.Running;
using OpcSpaces.Projections.Tests.Usage;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Tests.Expiry;

/// <summary>Old content leaves the journal, and nothing that was made of it changes.</summary>
public sealed class RawExpiryTests : IDisposable
{
    private const int Day = 24 * 60;
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Batches_and_replaced_births_expire_and_what_gateways_say_of_themselves_stays()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 2);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        Live(gateway, days: 3);
        var before = _bench.Cloud.Entries();
        var links = ChainAudit.Recompute(before);
        ProjectAndSave();

        var result = await ExpireAsync(days: 2);

        Assert.Null(result.HeldBack);
        var after = _bench.Cloud.Entries();
        Assert.Equal(before.Select(entry => (entry.Id, entry.Gateway, entry.Device, entry.Epoch, entry.Sequence, entry.ReceivedAt)), after.Select(entry => (entry.Id, entry.Gateway, entry.Device, entry.Epoch, entry.Sequence, entry.ReceivedAt)));
        var limit = _bench.Time.GetUtcNow().AddDays(-2);
        foreach (var (was, now) in before.Zip(after))
        {
            var expires = was.ReceivedAt < limit && was is { Kind: JournalKind.Data, Device: not null };
            var isReplaced = was.Kind == JournalKind.DeviceBirth && before.Exists(other => other.Kind == JournalKind.DeviceBirth && other.Id > was.Id && other.ReceivedAt < limit);
            Assert.Equal(expires || isReplaced ? JournalKind.Expired : was.Kind, now.Kind);
            if (now.Kind != JournalKind.Expired)
            {
                Assert.Equal(was.Payload, now.Payload);
                continue;
            }

            var left = ExpiredEntry.Read(now.Payload);
            Assert.Equal((was.Kind, was.Payload.Length, was.Kind == JournalKind.Data, _bench.Time.GetUtcNow()), (left.Was, left.Bytes, left.HasContentHash, left.ExpiredAt));
            Assert.InRange(left.ToMs, left.FromMs, was.ReceivedAt.ToUnixTimeMilliseconds());
        }

        Assert.Equal(links[(gateway.Wire.Name, gateway.Wire.Epoch)], LinkAcross(after, gateway.Wire));
        var community = Assert.Single(result.Communities);
        Assert.Equal(("C1", after.Count(entry => entry.Kind == JournalKind.Expired)), (community.Community, community.Entries));
        Assert.Equal(before.Where((entry, i) => after[i].Kind == JournalKind.Expired).Sum(entry => (long)entry.Payload.Length), community.Bytes);
        Assert.True(community.Entries > 50, $"{community.Entries} entries");
    }

    /// <summary>Days of random readings, crashes and clocks, and content that expires now and then.</summary>
    [Fact]
    public void Records_are_made_again_byte_for_byte_from_where_the_content_begins_and_older_ones_stay() => Seeded(nameof(Records_are_made_again_byte_for_byte_from_where_the_content_begins_and_older_ones_stay), random =>
    {
        SealingGateway[] gateways = [_bench.Add("G1", devices: 2), _bench.Add("G2"), _bench.Add("G3", group: "C2")];
        for (var step = 0; step < 400; step++)
        {
            RandomDay.Step(_bench, gateways, random);
            if (random.Next(40) != 0) continue;
            ProjectAndSave();
            ExpireAsync(random.Next(1, 10) / 10.0).GetAwaiter().GetResult();
        }

        _bench.Pass(5 * 60);
        ProjectAndSave();
        ExpireAsync(days: 0.1).GetAwaiter().GetResult();
        var all = Contents(_bench.Store);
        var start = _bench.Cloud.Journal.RebuildStart!;
        Assert.True(start.Position > 100, $"only {start.Position} entries have expired");

        // The same store, as the command "usage rebuild" leaves it.
        _bench.Store.DiscardAfter(start.Position);
        var kept = Contents(_bench.Store);
        Assert.True(kept.Count < all.Count, "nothing was dropped");
        _bench.Rebuild(_bench.Store);
        Assert.Equal(all, Contents(_bench.Store));

        // A store that is new: what has expired is in none of its records, and everything else is the same.
        using var fresh = _bench.Rebuilt("fresh.db", atATime: 100);
        Assert.Equal(all.Except(kept).Order(), Contents(fresh).Order());
    });

    [Fact]
    public async Task After_another_version_of_the_records_only_hours_are_made_again_that_came_whole()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 6);
        ProjectAndSave();
        await ExpireAsync(days: 3);
        var journal = _bench.Cloud.Journal;
        var start = journal.RebuildStart!;
        journal.BeginExpiry(start with { Version = UsageFold.Version + 1 });
        var before = _bench.Store.Read("C1", null, 0, long.MaxValue);
        _bench.Store.Write([], new UsageSnapshot(UsageFold.Version + 1, journal.LastId, [1]));

        _bench.Rebuild(_bench.Store);

        // The day after the last expired batch settles what sensors say.
        var completeMs = start.ReceivedAt.AddDays(1).ToUnixTimeMilliseconds();
        var after = _bench.Store.Read("C1", null, 0, long.MaxValue);
        Assert.Equal(before.Select(record => record.StartMs), after.Select(record => record.StartMs));
        Assert.Equal(before.Where(record => record.StartMs < completeMs).Select(UsageContent.Write), after.Where(record => record.StartMs < completeMs).Select(UsageContent.Write));
        Assert.Equal(before.Where(record => record.StartMs >= completeMs).Select(record => record.Places.Sum(place => place.OccupiedMs)), after.Where(record => record.StartMs >= completeMs).Select(record => record.Places.Sum(place => place.OccupiedMs)));
        using var fresh = _bench.Rebuilt("fresh.db");
        var made = fresh.Read("C1", null, 0, long.MaxValue);
        Assert.Equal(after.Where(record => record.StartMs >= completeMs + UsageBench.Hour).Select(record => record.StartMs), made.Select(record => record.StartMs).Where(startMs => startMs >= completeMs + UsageBench.Hour));
        Assert.All(made, record => Assert.True(record.StartMs >= completeMs, $"{record.StartMs} is before {completeMs}"));

        // And it goes on.
        Live(gateway, days: 4);
        ProjectAndSave();
        await ExpireAsync(days: 3);
        Assert.True(journal.RebuildStart!.Position > start.Position);
        Assert.Equal(UsageFold.Version, journal.RebuildStart.Version);
    }

    [Fact]
    public async Task Nothing_expires_that_a_projection_still_has_to_read_or_whose_hour_is_open()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 5);
        var slow = new ScriptedProjection("slow");
        Assert.Contains("projection usage", (await ExpireAsync(days: 1)).HeldBack, StringComparison.Ordinal);
        ProjectAndSave();
        var held = await ExpireAsync(days: 1, slow);
        Assert.Contains("projection slow", held.HeldBack, StringComparison.Ordinal);
        Assert.Empty(held.Communities);
        slow.Applied.Add(20);
        Assert.Equal(20, (await ExpireAsync(days: 1, slow)).Through);

        // The hour that is open now, and the day before it that a clock may be ahead.
        var open = await ExpireAsync(days: 0);
        Assert.Contains("is not closed", open.HeldBack, StringComparison.Ordinal);
        var openMs = _bench.Writing.OpenSinceMs;
        Assert.InRange(openMs, _bench.NowMs - (3 * UsageBench.Hour), _bench.NowMs);
        var entries = _bench.Cloud.Entries().Where(entry => entry is { Device: not null, Kind: JournalKind.Data or JournalKind.Expired }).ToList();
        Assert.All(entries, entry => Assert.Equal(entry.ReceivedAt.ToUnixTimeMilliseconds() < openMs - (24 * UsageBench.Hour), entry.Kind == JournalKind.Expired));
    }

    [Fact]
    public async Task A_gateway_that_never_gets_through_its_backlog_holds_nothing_back_past_the_latest_time()
    {
        var (gateway, faulty) = (_bench.Add("G1"), _bench.Add("G2", group: "C2"));
        Live(gateway, days: 1);
        _bench.Cloud.Deliver(faulty.Wire.Disconnect()!);
        for (var i = 0; i < 2_000; i++) faulty.Wire.Append(1);
        _bench.Cloud.Deliver(faulty.Wire.Connect());
        for (var step = 0; step < 5 * 144; step++)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(10));
            gateway.Desk(0, 1, step % 100 < 50);
            gateway.SealWhatIsDue();
            _bench.Cloud.Deliver(gateway.Wire.Send(50));
            _bench.Cloud.Deliver(faulty.Wire.Send(1));
            _bench.TellCommitted();
        }

        ProjectAndSave();
        var before = _bench.Cloud.Entries();
        var held = await ExpireAsync(days: 1);
        Assert.Contains("is not closed", held.HeldBack, StringComparison.Ordinal);
        Assert.True(held.Through < before.Count / 4, $"through {held.Through} of {before.Count}");

        var latest = _bench.Time.GetUtcNow().AddDays(-3);
        var (due, overdue) = (0L, 0L);
        var result = await Expiry(512 * 1024).RunAsync(_bench.Time.GetUtcNow().AddDays(-1), latest, (step, isOverdue) =>
        {
            foreach (var it in step) _ = isOverdue ? overdue += it.Entries : due += it.Entries;
        }, CancellationToken.None);
        Assert.Contains("is not closed. Nevertheless what was received before", result.HeldBack, StringComparison.Ordinal);
        Assert.Equal(0, due);
        Assert.True(overdue > 200, $"{overdue} entries");
        Assert.All(_bench.Cloud.Entries().Where(entry => entry is { Device: not null, Kind: JournalKind.Data or JournalKind.Expired }), entry => Assert.Equal(entry.ReceivedAt < latest, entry.Kind == JournalKind.Expired));

        // The backlog ends after all: the records are those that come of the whole content.
        _bench.Pass(2 * Day);
        ProjectAndSave();
        var fold = new UsageFold();
        foreach (var entry in before.Concat(_bench.Cloud.Entries().Skip(before.Count))) fold.Apply(entry);
        var all = fold.TakeEmitted().Select(it => $"{it.Record.Zone} {it.Record.StartMs} {it.Record.Revision} {Convert.ToHexString(it.Content)}").Order().ToList();
        Assert.Contains(all, record => record.StartsWith($"{new Model.Places.ZoneKey("C2", "Z1")} ", StringComparison.Ordinal));
        Assert.Equal(all, Contents(_bench.Store).Order());
        _bench.Store.DiscardAfter(_bench.Cloud.Journal.RebuildStart!.Position);
        _bench.Rebuild(_bench.Store);
        Assert.Equal(all, Contents(_bench.Store).Order());
    }

    [Fact]
    public async Task A_projection_that_has_stopped_holds_nothing_back_past_the_latest_time()
    {
        Live(_bench.Add("G1"), days: 5);
        ProjectAndSave();
        var latest = _bench.Time.GetUtcNow().AddDays(-3);
        var result = await Expiry(512 * 1024, new ScriptedProjection("slow")).RunAsync(_bench.Time.GetUtcNow().AddDays(-1), latest, (_, isOverdue) => Assert.True(isOverdue), CancellationToken.None);
        Assert.Contains("the projection slow has saved", result.HeldBack, StringComparison.Ordinal);
        Assert.All(_bench.Cloud.Entries().Where(entry => entry is { Device: not null, Kind: JournalKind.Data or JournalKind.Expired }), entry => Assert.Equal(entry.ReceivedAt < latest, entry.Kind == JournalKind.Expired));
    }

    [Fact]
    public async Task What_the_usage_projection_has_not_saved_stays_also_past_the_latest_time()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 2);
        ProjectAndSave();
        var saved = _bench.Writing.SavedPosition;
        Live(gateway, days: 5);
        var now = _bench.Time.GetUtcNow();
        var result = await Expiry(512 * 1024).RunAsync(now.AddDays(-1), now.AddDays(-2), (_, _) => { }, CancellationToken.None);
        Assert.Contains("the projection usage has saved", result.HeldBack, StringComparison.Ordinal);
        Assert.InRange(result.Through, 1, saved);

        ProjectAndSave();
        var all = Contents(_bench.Store);
        await ExpireAsync(days: 1);
        _bench.Store.DiscardAfter(_bench.Cloud.Journal.RebuildStart!.Position);
        _bench.Rebuild(_bench.Store);
        Assert.Equal(all, Contents(_bench.Store));
    }

    [Fact]
    public async Task A_clock_that_was_far_ahead_for_long_holds_nothing_back()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 1);
        var future = _bench.Time.GetUtcNow().AddYears(2);
        // More entries than are looked at behind one of the present.
        for (var i = 0; i < 70; i++) _bench.Cloud.Journal.Append([.. Enumerable.Range(0, 1_000).Select(_ => new JournalDraft(future, JournalKind.Clock, "", null, 0, 0, []))]);
        Live(gateway, days: 4);
        ProjectAndSave();
        var result = await ExpireAsync(days: 2);
        Assert.Null(result.HeldBack);
        Assert.True(result.Through > 70_000, $"through {result.Through}");
    }

    [Fact]
    public async Task A_run_that_is_stopped_goes_on_where_it_ended()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 4);
        ProjectAndSave();
        using var stop = new CancellationTokenSource();
        var (steps, entries) = (0, 0L);
        void OnStep(IReadOnlyList<ExpiredOfCommunity> expired, bool isOverdue)
        {
            entries += expired.Sum(it => it.Entries);
            if (++steps == 3) stop.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Expiry(stepBytes: 2_000).RunAsync(_bench.Time.GetUtcNow().AddDays(-1), Never, OnStep, stop.Token));
        var through = _bench.Cloud.Journal.ExpiredThrough;
        Assert.InRange(through, 3, _bench.Cloud.Journal.RebuildStart!.Position - 1);
        _bench.Cloud.Restart();
        _bench.Start();
        var result = await Expiry(stepBytes: 2_000).RunAsync(_bench.Time.GetUtcNow().AddDays(-1), Never, (expired, _) => entries += expired.Sum(it => it.Entries), CancellationToken.None);
        Assert.Equal(_bench.Cloud.Journal.RebuildStart!.Position, result.Through);
        Assert.Equal(_bench.Cloud.Entries().Count(entry => entry.Kind == JournalKind.Expired), entries);
    }

    /// <summary>A desk that is occupied in the state that was saved, and free soon after: what came between has expired.</summary>
    [Fact]
    public async Task A_usage_store_that_is_older_than_what_has_expired_invents_no_record()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(4 * 60);
        gateway.Desk(0, 1, true);
        ProjectAndSave();
        using var old = _bench.Rebuilt("old.db");
        old.Write([], _bench.Store.ReadSnapshot());
        gateway.Desk(0, 1, false);
        Live(gateway, days: 6);
        ProjectAndSave();
        await ExpireAsync(days: 2);
        var (kept, all) = (Contents(old), Contents(_bench.Store));
        _bench.Store.DiscardAfter(_bench.Cloud.Journal.RebuildStart!.Position);
        var later = all.Except(Contents(_bench.Store)).ToList();

        _bench.Rebuild(old);

        Assert.Equal(kept.Concat(later).Order(), Contents(old).Order());
        Assert.True(kept.Count > 1 && later.Count > 24 && all.Count > kept.Count + later.Count + 24, $"{kept.Count}, {later.Count} of {all.Count}");
    }

    [Fact]
    public async Task A_store_that_is_behind_what_was_counted_makes_every_record_before_more_expires()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 2);
        ProjectAndSave();
        var snapshot = _bench.Store.ReadSnapshot()!;
        Live(gateway, days: 4);
        ProjectAndSave();
        var all = Contents(_bench.Store);
        using (var stop = new CancellationTokenSource())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Expiry(stepBytes: 2_000).RunAsync(_bench.Time.GetUtcNow().AddDays(-1), Never, (_, _) => stop.Cancel(), stop.Token));
        Assert.InRange(_bench.Cloud.Journal.ExpiredThrough, 1, snapshot.Position - 1);

        _bench.Store.DiscardAfter(snapshot.Position);
        _bench.Store.Write([], snapshot);
        _bench.Start();
        Assert.Equal(snapshot.Position, (await ExpireAsync(days: 1)).Through);
        ProjectAndSave();
        Assert.Equal(all, Contents(_bench.Store));
        Assert.Equal(_bench.Cloud.Journal.RebuildStart!.Position, (await ExpireAsync(days: 1)).Through);
    }

    [Fact]
    public void What_held_before_an_expired_batch_is_not_known_to_hold_after_it()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        var position = _bench.Cloud.Journal.LastId;
        gateway.Desk(0, 1, false);
        _bench.Pass(6 * 60);
        var fold = new UsageFold();
        foreach (var entry in _bench.Cloud.Entries())
        {
            var isExpired = entry.Id > position && entry is { Kind: JournalKind.Data, Device: not null };
            fold.Apply(isExpired ? entry with { Kind = JournalKind.Expired, Payload = new ExpiredEntry(entry.Kind, false, new byte[32], entry.Payload.Length, 0, 0, entry.ReceivedAt).ToBytes() } : entry);
        }

        var records = fold.TakeEmitted();
        Assert.True(records.Count > 3, $"{records.Count} records");
        Assert.All(records, record => Assert.Equal(0, record.Record.Places.Where(place => place.Point == "desk/1").Sum(place => (long)place.OccupiedMs)));
    }

    [Fact]
    public async Task An_entry_of_a_wrong_clock_holds_back_what_may_be_younger_and_one_of_the_future_nothing()
    {
        var gateway = _bench.Add("G1");
        Live(gateway, days: 1);
        var future = _bench.Cloud.Journal.Append([new JournalDraft(_bench.Time.GetUtcNow().AddYears(2), JournalKind.Clock, "", null, 0, 0, [])]);
        Live(gateway, days: 1);
        var later = _bench.Cloud.Journal.Append([new JournalDraft(_bench.Time.GetUtcNow().AddDays(2), JournalKind.Clock, "", null, 0, 0, [])]);
        Live(gateway, days: 3);
        ProjectAndSave();

        // It is five days later. The second one says that it came a day ago.
        var held = await ExpireAsync(days: 2);
        Assert.Contains($"entry {later} says that it was received", held.HeldBack, StringComparison.Ordinal);
        Assert.InRange(held.Through, future + 1, later - 1);
        Assert.True(held.Communities.Sum(it => it.Entries) > 50, $"{held.Communities.Sum(it => it.Entries)} entries");

        Live(gateway, days: 2);
        ProjectAndSave();
        var done = await ExpireAsync(days: 2);
        Assert.Null(done.HeldBack);
        Assert.True(done.Through > later, $"through {done.Through}");
    }

    [Theory]
    [InlineData(JournalKind.NodeBirth, null, 0UL, true)]
    [InlineData(JournalKind.NodeBirth, null, 7UL, false)]
    [InlineData(JournalKind.DeviceBirth, "Z1", 0UL, true)]
    [InlineData(JournalKind.DeviceBirth, "Z1", 7UL, true)]
    public void A_birth_expires_when_it_is_replaced_and_not_where_a_gateway_with_an_outbox_speaks_of_itself(JournalKind kind, string? device, ulong epoch, bool expires)
    {
        var content = new ExpiringContent([]);
        var first = new JournalEntry(1, UsageBench.Begin, kind, "C1/F1", device, epoch, 0, []);
        Assert.Null(content.Of(first, UsageBench.Begin));
        Assert.Equal(expires ? first : null, content.Of(first with { Id = 2 }, UsageBench.Begin)?.Entry);
    }

    private void Live(SealingGateway gateway, int days)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            gateway.Desk(0, 1, hour % 24 is > 8 and < 18);
            gateway.Desk(0, 2, hour % 3 == 0);
            gateway.Door(0, $"pseudonym-{hour}");
            _bench.Pass(60);
        }
    }

    private void ProjectAndSave()
    {
        _bench.Project();
        _bench.Save();
    }

    private Task<RawExpiryResult> ExpireAsync(double days, params IProjection[] others) =>
        Expiry(512 * 1024, others).RunAsync(_bench.Time.GetUtcNow().AddDays(-days), Never, (_, _) => { }, CancellationToken.None);

    private RawExpiry Expiry(int stepBytes, params IProjection[] others)
    {
        var runners = others.Prepend(_bench.Writing).Select(projection => new ProjectionRunner(projection, _bench.Cloud.Journal, new ProjectionsOptions(), _bench.Time, NullLogger<ProjectionRunner>.Instance));
        return new RawExpiry(_bench.Cloud.Journal, new ProjectionSet([.. runners]), _bench.Writing, Options.Create(new RawExpiryOptions { StepBytes = stepBytes, PauseMs = 0 }), _bench.Time);
    }

    private static List<string> Contents(SqliteUsageStore store) =>
    [
        .. store.Zones().SelectMany(zone => store.Read(zone.Community, zone.Zone, 0, long.MaxValue).SelectMany(newest => store.ReadRevisions(zone, newest.StartMs))
            .Select(record => $"{zone} {record.StartMs} {record.Revision} {Convert.ToHexString(UsageContent.Write(record))}")),
    ];

    /// <summary>The gateway's chain over what is left, as whoever has only the journal computes it.</summary>
    private static ChainLink LinkAcross(IEnumerable<JournalEntry> entries, SimulatedGateway gateway)
    {
        var left = entries.Where(entry => entry.Gateway == gateway.Name && entry.Sequence > 0 && entry.Kind is JournalKind.Data or JournalKind.Expired).ToList();
        var hashes = new Dictionary<ulong, byte[]>();
        foreach (var row in gateway.Made[gateway.Epoch]) hashes[row.Sequence] = System.Security.Cryptography.SHA256.HashData(row.Content);
        var link = ChainLink.Genesis(gateway.Epoch);
        foreach (var entry in left.Where(entry => entry.Kind == JournalKind.Data || ExpiredEntry.Read(entry.Payload).Was == JournalKind.Data))
            link = link.Next(entry.Sequence, entry.Device ?? "", entry.Kind == JournalKind.Data ? hashes[entry.Sequence] : ExpiredEntry.Read(entry.Payload).Sha256);
        return link;
    }

    private static void Seeded(string test, Action<Random> body)
    {
        var seed = Seed.Take(test);
        seed.Run(() => body(seed.CreateRandom()));
    }
}
