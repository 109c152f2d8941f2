using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Tests.Usage;

public sealed class UsageProjectionTests : IDisposable
{
    private const int Hour = (int)UsageBench.Hour;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_hour_that_its_gateway_has_sealed_is_closed_with_all_its_sums()
    {
        var gateway = _bench.Add("G1");
        gateway.Expected[("Z1", "desk/1")] = (Hour, 1_000_000, 600_000, 1_800_000);
        gateway.Desk(0, 1, false);
        gateway.Meter(0, 1_000);
        gateway.Air(0, 500);
        _bench.Pass(10);
        gateway.Desk(0, 1, true);
        gateway.Door(0, "a");
        gateway.Air(0, 800);
        _bench.Pass(20);
        gateway.Desk(0, 1, false);
        gateway.Meter(0, 1_060);
        _bench.Pass(50);
        Project();
        Assert.Null(_bench.Newest(0)); // nothing is sealed yet
        _bench.Pass(20);
        Project();

        var record = _bench.Newest(0)!;
        Assert.Equal((UsageClosing.Sealed, 1), (record.Closing, record.Revision));
        var desk = record.Places.Single(place => place.Point == "desk/1");
        Assert.Equal((Hour, 20 * 60_000, Hour, 1_000_000, 600_000, 1_800_000), (desk.ObservedMs, desk.OccupiedMs, desk.KnownMs, desk.ExpectedMs, desk.LowMs, desk.HighMs));
        Assert.Equal(new PlaceUse(10 * 60_000, 30 * 60_000, 1, [1_200], 0), desk.Use);
        Assert.Equal([new MeterUsage("meter/1", Hour, 60, 0)], record.Meters);
        Assert.Equal([new DoorUsage("door/1", 1, Hour)], record.Doors);
        Assert.Equal([new AirUsage("env/1/co2", Hour, 7_500)], record.Air); // a sixth at 500, the rest at 800
        Assert.Equal("G1", Assert.Single(record.Sources).Gateway);
        Assert.Empty(record.Differences);
    }

    [Fact]
    public void What_was_never_reported_is_unknown_and_not_empty()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, false);
        _bench.Pass(110);
        Project();
        var silent = _bench.Newest(0)!.Places.Single(place => place.Point == "desk/2");
        Assert.Equal((0, 0, 0), (silent.ObservedMs, silent.OccupiedMs, silent.KnownMs));
    }

    [Fact]
    public void An_hour_of_a_dead_gateway_is_closed_after_the_grace_time_and_again_when_it_returns()
    {
        var (alive, dead) = (_bench.Add("G1"), _bench.Add("G2", devices: 2));
        alive.Desk(0, 1, true);
        _bench.Pass(110);
        dead.Desk(1, 3, true);
        _bench.Pass(30); // 2 h 20 min after the beginning
        _bench.Cloud.Deliver(dead.Wire.Disconnect()!);
        _bench.Pass(210);
        Project();
        Assert.Null(_bench.Newest(2, "Z2")); // three hours have not passed
        _bench.Pass(20);
        Project();

        var first = _bench.Newest(2, "Z2")!;
        Assert.Equal((UsageClosing.TimeOut, 1), (first.Closing, first.Revision));
        Assert.Equal(0, Desk3(first).ObservedMs); // its newest reading was in the hour before
        _bench.Pass(3 * 24 * 60);
        _bench.Cloud.Deliver(dead.Wire.Connect());
        _bench.Pass(10);
        Project();

        var last = _bench.Newest(2, "Z2")!;
        Assert.Equal((UsageClosing.Sealed, 2), (last.Closing, last.Revision));
        Assert.Equal((Hour, Hour), (Desk3(last).ObservedMs, Desk3(last).OccupiedMs));
        Assert.Equal([1, 2], _bench.Revisions(2, "Z2").Select(record => record.Revision));
        Assert.Equal(UsageContent.Write(first), UsageContent.Write(_bench.Revisions(2, "Z2")[0]));
        Assert.Equal(UsageClosing.Sealed, _bench.Newest(60, "Z2")!.Closing);

        static PlaceUsage Desk3(UsageRecord record) => record.Places.Single(place => place.Point == "desk/3");
    }

    [Fact]
    public void No_grace_time_runs_out_while_a_backlog_drains()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, false);
        _bench.Pass(30);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        for (var minute = 0; minute < 600; minute += 10)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(10));
            gateway.Desk(0, 1, minute % 20 == 0);
            gateway.SealWhatIsDue();
        }

        _bench.Cloud.Deliver(gateway.Wire.Connect());
        // It takes an hour to send ten hours.
        while (!gateway.Wire.IsLevel)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            _bench.Cloud.Deliver(gateway.Wire.Send(1));
            _bench.TellCommitted();
            Project();
        }

        for (var hour = 0; hour < 9; hour++)
        {
            var only = Assert.Single(_bench.Revisions(hour));
            Assert.Equal((UsageClosing.Sealed, Hour), (only.Closing, only.Places.Single(place => place.Point == "desk/1").ObservedMs));
        }
    }

    [Fact]
    public void A_cloud_that_was_away_waits_for_its_gateways_before_it_gives_up_hours()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(30);
        _bench.Cloud.Stop();
        for (var hour = 0; hour < 24; hour++)
        {
            _bench.Time.Advance(TimeSpan.FromHours(1));
            gateway.SealWhatIsDue();
        }

        _bench.Cloud.Start();
        _bench.Start();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        _bench.Add("G9", group: "C2"); // another gateway is faster
        Project();
        Assert.Null(_bench.Newest(0));
        gateway.Wire.Disconnect();
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        _bench.Pass(10);
        Project();
        Assert.Equal((UsageClosing.Sealed, Hour), (Assert.Single(_bench.Revisions(3)).Closing, _bench.Newest(3)!.Places.Single(place => place.Point == "desk/1").OccupiedMs));
    }

    [Fact]
    public void A_seal_that_says_something_else_than_the_readings_is_named()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(30);
        gateway.Desk(0, 1, null);
        gateway.LieMs = 600_000;
        _bench.Pass(80);
        Project();
        var record = _bench.Newest(0)!;
        Assert.Equal(1_800_000, record.Places.Single(place => place.Point == "desk/1").ObservedMs);
        Assert.Contains(new SealDifference("desk/1", SealedSum.Observed, 2_400_000, 1_800_000), record.Differences);
    }

    [Fact]
    public void A_new_outbox_leaves_the_time_between_unknown()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        gateway.Meter(0, 7);
        _bench.Pass(30);
        gateway.Meter(0, 8);
        _bench.Pass(10);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        gateway.Wire.NewOutbox();
        _bench.Time.Advance(TimeSpan.FromHours(2)); // 2 h 40 min after the beginning
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        gateway.Desk(0, 1, true);
        _bench.Pass(60 * 4);
        Project();
        Assert.Equal([30 * 60_000, 0, 20 * 60_000, Hour], Enumerable.Range(0, 4).Select(hour => _bench.Newest(hour)!.Places.Single(place => place.Point == "desk/1").ObservedMs));
    }

    [Fact]
    public void Zones_with_equal_ids_of_two_communities_never_share_a_record()
    {
        var (one, other) = (_bench.Add("G1"), _bench.Add("G1", group: "C2"));
        one.Desk(0, 1, true);
        other.Desk(0, 1, false);
        _bench.Pass(110);
        Project();
        Assert.Equal(Hour, _bench.Newest(0)!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
        Assert.Equal(0, _bench.Newest(0, community: "C2")!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
        Assert.Equal([new ZoneKey("C1", "Z1"), new ZoneKey("C2", "Z1")], _bench.Store.Zones());
    }

    [Fact]
    public void A_gateway_of_before_seals_has_its_hours_after_the_grace_time()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(45, gateway);
        gateway.Desk(0, 1, false);
        _bench.Pass(210, gateway);
        Project();
        var record = _bench.Newest(0)!;
        var desk = record.Places.Single(place => place.Point == "desk/1");
        Assert.Equal((UsageClosing.TimeOut, Hour, 45 * 60_000, 0), (record.Closing, desk.ObservedMs, desk.OccupiedMs, desk.KnownMs));
        Assert.Empty(record.Sources);
    }

    [Fact]
    public void A_clock_of_the_cloud_that_jumps_closes_nothing_and_loses_nothing()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(110);
        var now = _bench.Time.GetUtcNow();
        // A year ahead for two hours, as a journal would have it.
        for (var minute = 0; minute < 120; minute++)
            _bench.Cloud.Journal.Append([new JournalDraft(now.AddDays(365).AddMinutes(minute), JournalKind.Clock, "", null, 0, 0, [])]);
        _bench.Pass(120);
        Project();
        Assert.Equal(3, _bench.Store.Count());
        Assert.Equal((UsageClosing.Sealed, Hour), (_bench.Newest(2)!.Closing, _bench.Newest(2)!.Places.Single(place => place.Point == "desk/1").OccupiedMs));
    }

    [Fact]
    public void A_journal_that_was_restored_from_a_backup_takes_back_what_it_does_not_hold()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        var journalEnd = _bench.Cloud.Journal.LastId;
        _bench.Pass(180);
        Project();
        _bench.Save();
        Assert.Equal(5, _bench.Store.Count());
        Assert.Equal(0, _bench.Resume(_bench.Projection(_bench.Store), journalEnd));
        Assert.Equal(2, _bench.Store.Count());
        Assert.Null(_bench.Store.ReadSnapshot());
    }

    [Fact]
    public async Task Another_journal_with_a_later_end_gets_nothing_of_the_records_and_changes_none()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        _bench.Save();
        var position = _bench.Store.ReadSnapshot()!.Position;
        using var other = new Journal(new JournalOptions { Path = _bench.Directory.File("other-journal.db") });
        foreach (var end in (long[])[0, position, position + 10])
        {
            while (other.LastId < end) other.Append([new JournalDraft(_bench.Time.GetUtcNow(), JournalKind.Clock, "", null, 0, 0, [])]);
            var refusal = await Assert.ThrowsAsync<OtherJournalException>(async () => await _bench.Projection(_bench.Store).ResumeAsync(other, other.LastId, CancellationToken.None));
            Assert.All([_bench.Cloud.Journal.Identity.Place, other.Identity.Place, _bench.Directory.File("usage.db")], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
        }

        Assert.Equal((2, position), (_bench.Store.Count(), _bench.Store.ReadSnapshot()!.Position));
        _bench.Start();
        _bench.Pass(60);
        Project();
        Assert.Equal(3, _bench.Store.Count());
    }

    [Fact]
    public void A_snapshot_that_cannot_be_read_is_made_again_and_the_records_stay()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        _bench.Store.Write([], new UsageSnapshot(UsageFold.Version, _bench.Cloud.Journal.LastId, "{"u8.ToArray()));
        _bench.Start();
        Project();
        Assert.Equal(2, _bench.Store.Count());
        Assert.Single(_bench.Revisions(1));
    }

    /// <summary>Also where the snapshot can be read: other code computed it.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Records_of_another_version_of_the_projection_are_made_again(int difference)
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        _bench.Save();
        _bench.Store.Write([], _bench.Store.ReadSnapshot()! with { Version = UsageFold.Version + difference });
        _bench.Start();
        Assert.Equal(0, _bench.Store.Count());
        Project();
        Assert.Equal(2, _bench.Store.Count());
    }

    [Fact]
    public void A_foreign_node_is_counted_as_long_as_it_is_online_and_marked()
    {
        var node = new ForeignNode(_bench.Time);
        _bench.Cloud.Deliver(node.Births(occupied: true));
        _bench.Pass(90);
        _bench.Cloud.Deliver(node.Death());
        _bench.Pass(240);
        Project();
        var records = _bench.Store.Read("C1", null, 0, long.MaxValue);
        Assert.All(records, record => Assert.True(record.IsForeign && record.Closing == UsageClosing.TimeOut && record.Sources.Count == 0));
        Assert.Equal([Hour, 28 * 60_000], records.Select(record => record.Places.Single().OccupiedMs));
    }

    [Fact]
    public void A_registry_with_a_time_zone_of_half_an_hour_moves_the_hours()
    {
        _bench.Cloud.Journal.Append([RegistryEntries.TimeZone("C1", "Asia/Kolkata", _bench.Time.GetUtcNow())]);
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        var records = _bench.Store.Read("C1", "Z1", 0, long.MaxValue);
        Assert.Equal(UsageBench.HourMs(0) - (Hour / 2), records[0].StartMs);
        Assert.Equal([Hour / 2, Hour], records.Select(record => record.Places.Single(place => place.Point == "desk/1").OccupiedMs).Take(2));
    }

    [Fact]
    public void A_rebuild_and_a_crash_at_any_place_give_the_same_bytes()
    {
        var seed = Random.Shared.Next();
        try
        {
            CrashAndRebuild(seed);
        }
        catch (InvalidOperationException e)
        {
            Assert.Fail($"seed {seed}: {e.Message}");
        }
    }

    // Both gateways report the same points, and take them from each other with each birth.
    private void CrashAndRebuild(int seed)
    {
        var random = new Random(seed);
        var gateways = new[] { _bench.Add("G1", 2), _bench.Add("G2", 2) };
        for (var step = 0; step < 24 * 12; step++)
        {
            RandomDay.Step(_bench, gateways, random);
            if (random.Next(40) == 0) _bench.Save();
            if (random.Next(25) == 0) _bench.Start(); // from the last snapshot, as after a crash
            Project(1 + random.Next(100));
        }

        using var whole = _bench.Rebuilt("whole.db");
        using var single = _bench.Rebuilt("single.db", atATime: 1);
        Assert.True(whole.Count() > 40, $"seed {seed}: {whole.Count()} records");
        foreach (var zone in _bench.Store.Zones())
        {
            for (var hour = 0; hour < 26; hour++)
            {
                var expected = Contents(_bench.Store, zone, hour);
                Assert.True(expected.SequenceEqual(Contents(whole, zone, hour)) && expected.SequenceEqual(Contents(single, zone, hour)), $"seed {seed}, {zone}, hour {hour}");
            }
        }
    }

    private static List<string> Contents(SqliteUsageStore store, ZoneKey zone, int hour) =>
        [.. store.ReadRevisions(zone, UsageBench.HourMs(hour)).Select(record => $"{record.Revision} {Convert.ToHexString(UsageContent.Write(record))}")];

    private void Project(int atATime = 64) => _bench.Project(atATime);
}
