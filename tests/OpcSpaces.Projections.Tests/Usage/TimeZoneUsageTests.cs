using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Communities whose hours begin at the half, and what their gateways seal.</summary>
public sealed class TimeZoneUsageTests : IDisposable
{
    private const int Hour = (int)UsageBench.Hour;
    private const int Half = Hour / 2;
    private readonly UsageBench _bench = new();
    private ulong _declared, _sentUnborn;

    public void Dispose() => _bench.Dispose();

    /// <summary>Where the gateway's setting is missing or wrong, only the expected times are missing.</summary>
    [Theory]
    [InlineData("Asia/Kolkata", Half, true)]
    [InlineData("Asia/Kolkata", 0, false)]
    [InlineData("Asia/Kolkata", Half / 2, false)]
    [InlineData("Asia/Shanghai", 0, true)]
    [InlineData("Asia/Shanghai", Half, false)]
    public void Expected_times_come_from_seals_of_the_same_hours_and_nothing_else_depends_on_them(string timeZone, int gatewayPhaseMs, bool isExpected)
    {
        Declare(timeZone);
        var gateway = _bench.Add("G1");
        gateway.HourPhaseMs = gatewayPhaseMs;
        gateway.Expected[("Z1", "desk/1")] = (Hour, 1_900_000, 1_700_000, 2_100_000);
        gateway.Desk(0, 1, true);
        _bench.Pass(100);
        gateway.Desk(0, 1, false);
        _bench.Pass(260);
        _bench.Project();

        var records = _bench.Store.Read("C1", "Z1", 0, long.MaxValue).Take(4).ToList();
        var first = timeZone == "Asia/Kolkata" ? Half : Hour; // the bench begins at 01:00 UTC
        Assert.Equal([first, Hour, Hour, Hour], records.Select(record => Desk(record).ObservedMs));
        Assert.Equal(100 * 60_000, records.Sum(record => Desk(record).OccupiedMs));
        Assert.All(records, record => Assert.True(record is { Closing: UsageClosing.Sealed, Revision: 1, Differences: [] }, $"{record.StartMs}"));
        Assert.All(records.Skip(1), record => Assert.Equal(isExpected ? 1_900_000 : 0, Desk(record).ExpectedMs));
    }

    /// <summary>What a gateway sensed while it was away belongs to hours that had begun before the time zone was declared.</summary>
    [Fact]
    public void A_time_zone_that_is_declared_later_moves_no_hour_that_had_begun()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(70);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        _bench.Pass(100);
        Declare("Asia/Kolkata"); // at 03:50
        gateway.Desk(0, 1, false);
        _bench.Pass(10);
        Restart();
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        PassHours(6, gateway);
        _bench.Project();

        var records = _bench.Store.Read("C1", "Z1", 0, long.MaxValue).ToList();
        Assert.Equal([(Hour, Hour), (Hour, Hour), (Hour, 50 * 60_000)], records.Take(3).Select(record => (Desk(record).ObservedMs, Desk(record).OccupiedMs)));
        Assert.All(records.Take(3), record => Assert.True(record is { Closing: UsageClosing.Sealed, Revision: 1 }, $"{record.StartMs}"));
        // The hour in which the grid changes is closed with what is known.
        Assert.Equal([0, 1, 2, 3], records.Take(4).Select(record => (int)((record.StartMs - UsageBench.HourMs(0)) / Hour)));
        Assert.Equal([.. Enumerable.Range(4, 3).Select(hour => UsageBench.HourMs(hour) + Half)], records.Skip(4).Take(3).Select(record => record.StartMs));
        Assert.All(records.Skip(4), record => Assert.Equal((Hour, 0), (Desk(record).ObservedMs, Desk(record).OccupiedMs)));
        AssertRebuilt();
    }

    [Fact]
    public void A_time_zone_that_is_taken_back_before_it_holds_changes_nothing()
    {
        var gateway = _bench.Add("G1");
        PassHours(1, gateway);
        Declare("Asia/Kolkata");
        _bench.Pass(20);
        Declare("Asia/Shanghai");
        PassHours(6, gateway);
        _bench.Project();
        var records = _bench.Store.Read("C1", "Z1", 0, long.MaxValue);
        Assert.Equal([.. Enumerable.Range(0, 5).Select(UsageBench.HourMs)], records.Take(5).Select(record => record.StartMs));
        AssertRebuilt();
    }

    /// <summary>With or without a change that is made in it then.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_registry_that_was_used_before_has_its_time_zones_when_it_is_used_again(bool withChange)
    {
        const ulong Other = 78;
        Declare("Asia/Kolkata");
        var gateway = _bench.Add("G1");
        PassHours(3, gateway);
        _bench.Cloud.Journal.Append([RegistryEntries.TimeZone("C1", "Asia/Shanghai", _bench.Time.GetUtcNow(), epoch: Other)]);
        PassHours(4, gateway);
        Restart();
        var at = _bench.Time.GetUtcNow();
        _bench.Cloud.Journal.Append([withChange ? RegistryEntries.TimeZone("C2", "Europe/Madrid", at, ++_declared) : RegistryEntries.Head(at, _declared)]);
        PassHours(7, gateway);
        _bench.Project();

        var starts = _bench.Store.Read("C1", "Z1", 0, long.MaxValue).Select(record => record.StartMs).ToList();
        Assert.All(starts[..3], start => Assert.Equal(Half, start % Hour));
        Assert.Contains(starts, start => start % Hour == 0);
        Assert.All(starts[^3..], start => Assert.Equal(Half, start % Hour));
        AssertRebuilt();
    }

    /// <summary>Its gateway was born again without the zone, and sends it all the same under the birth before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_metric_that_was_forgotten_before_comes_back_with_the_hours_of_now(bool restart)
    {
        var g1 = _bench.Add("G1", devices: 2);
        g1.Desk(0, 3, true);
        g1.Desk(1, 1, true);
        _bench.Pass(60);
        _bench.Cloud.Deliver(g1.Wire.Disconnect()!);
        _bench.Cloud.Deliver(g1.Wire.Connect().Where(message => !message.Topic.EndsWith("Z1", StringComparison.Ordinal)));
        g1.Desk(1, 1, false);
        _bench.Pass(10, g1);
        var g2 = _bench.Add("G2");
        PassHours(6, g2, without: g1);
        Declare("Asia/Kolkata");
        PassHours(4, g2, without: g1);
        if (restart) Restart();
        var fromMs = _bench.NowMs;
        SendUnborn(g1, 3, true);
        _bench.Pass(30, g1);
        SendUnborn(g1, 3, false);
        PassHours(4, g2, without: g1);
        _bench.Project();

        var after = _bench.Store.Read("C1", "Z1", 0, long.MaxValue).Where(record => record.StartMs + Hour > fromMs).ToList();
        Assert.All(after, record => Assert.Equal(Half, record.StartMs % Hour));
        Assert.Equal(30 * 60_000, after.Sum(record => record.Places.Single(place => place.Point == "desk/3").OccupiedMs));
        AssertRebuilt();
    }

    /// <summary>The rules of time zones on the machine may be newer than what was counted.</summary>
    [Fact]
    public void Hours_begin_as_they_did_when_the_time_zone_was_declared()
    {
        Declare("Asia/Kolkata");
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        _bench.Project();
        _bench.Save();
        var snapshot = _bench.Store.ReadSnapshot()!;
        var state = UsageState.Read(snapshot.Content);
        Assert.Equal(Half, state.TimeZones.PhasesMs[RegistryEntries.Epoch]["C1"]);
        state = state with { TimeZones = state.TimeZones with { PhasesMs = new Dictionary<ulong, IReadOnlyDictionary<string, int>> { [RegistryEntries.Epoch] = new Dictionary<string, int> { ["C1"] = Half / 2 } } } };
        _bench.Store.Write([], snapshot with { Content = state.ToBytes() });
        _bench.Start();
        _bench.Add("G2", devices: 2).Desk(1, 1, true); // in a zone that is new
        _bench.Pass(180);
        _bench.Project();
        var records = _bench.Store.Read("C1", "Z2", 0, long.MaxValue);
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Equal(Half / 2, record.StartMs % Hour));
    }

    private void Declare(string timeZone) => _bench.Cloud.Journal.Append([RegistryEntries.TimeZone("C1", timeZone, _bench.Time.GetUtcNow(), ++_declared)]);

    private void PassHours(int hours, SealingGateway gateway, params SealingGateway[] without)
    {
        for (var part = 0; part < hours * 2; part++)
        {
            gateway.Desk(0, 2, part % 2 == 0);
            _bench.Pass(30, without);
        }
    }

    private void SendUnborn(SealingGateway gateway, int desk, bool occupied)
    {
        var reading = new Reading(_bench.NowMs, PointValue.Of(occupied));
        var content = Bytes.Content(it => it.Append(SimulatedGateway.DeskAlias(0, desk), SparkplugDataType.Boolean, reading));
        _bench.Cloud.Journal.Append([new JournalDraft(_bench.Time.GetUtcNow(), JournalKind.Data, gateway.Wire.Name, "Z1", gateway.Wire.Epoch, gateway.Wire.Last + ++_sentUnborn, content)]);
    }

    private void Restart()
    {
        _bench.Project();
        _bench.Save();
        _bench.Start();
    }

    private void AssertRebuilt()
    {
        using var rebuilt = _bench.Rebuilt("again.db");
        Assert.Equal(Contents(rebuilt), Contents(_bench.Store));
    }

    private static IEnumerable<string> Contents(SqliteUsageStore store) =>
        store.Read("C1", null, 0, long.MaxValue).Select(record => Convert.ToHexString(UsageContent.Write(record)));

    private static PlaceUsage Desk(UsageRecord record) => record.Places.Single(place => place.Point == "desk/1");
}
