using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;
using static OpcSpaces.Ingest.Testing.ForeignPeer;
using Type = OpcSpaces.Wire.Sparkplug.SparkplugDataType;
using Value = OpcSpaces.Wire.Sparkplug.SparkplugValue;

namespace OpcSpaces.Projections.Tests.Batches;

/// <summary>A time that a foreign node sends is neither thrown away nor believed blindly.</summary>
public sealed class ForeignTimeTests : IDisposable
{
    private readonly ForeignBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_metric_without_a_time_takes_that_of_its_payload()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        _bench.Peer.PayloadMs = _bench.NowMs - 30_000;
        _bench.Send(Desk(1, Value.FromBoolean(true)));
        Assert.Equal((long)_bench.Peer.PayloadMs, _bench.Desk(1).Since!.Value.ToUnixTimeMilliseconds());
        Assert.Equal((long)_bench.Peer.PayloadMs, (await _bench.SeriesOfAsync(1))[^1].Ms);
    }

    [Fact]
    public async Task A_birth_metric_without_a_time_takes_that_of_its_payload()
    {
        _bench.Peer.PayloadMs = _bench.NowMs - 30_000;
        _bench.Born(Desk(1, Value.FromBoolean(true), null, Type.Boolean));
        Assert.Equal((long)_bench.Peer.PayloadMs, _bench.Desk(1).Since!.Value.ToUnixTimeMilliseconds());
        Assert.Equal([((long)_bench.Peer.PayloadMs, "1 192")], await _bench.SeriesOfAsync(1));
    }

    [Fact]
    public void The_time_of_a_payload_counts_also_where_it_comes_last()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        var at = _bench.NowMs - 30_000;
        var metrics = new SparkplugPayload();
        metrics.Metrics.Add(Desk(1, Value.FromBoolean(true)));
        byte[] payload = [.. SparkplugCodec.Encode(metrics), .. SparkplugCodec.Encode(new SparkplugPayload { Timestamp = at, Sequence = 2 })];
        _bench.Live.Deliver(new WireMessage("spBv1.0/C1/DDATA/F1/Z1", payload));
        Assert.Equal((long)at, _bench.Desk(1).Since!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Without_any_time_the_receipt_is_the_time()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        _bench.Peer.PayloadMs = null;
        _bench.Send(Desk(1, Value.FromBoolean(true)));
        Assert.Equal(_bench.Time(), _bench.Desk(1).Since);
        Assert.Equal((long)_bench.NowMs, (await _bench.SeriesOfAsync(1))[^1].Ms);
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("microseconds")]
    [InlineData("nanoseconds")]
    public async Task Another_unit_than_ms_is_recognised_and_counted(string unit)
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        var seconds = (_bench.NowMs / 1_000) - 10;
        var time = unit switch { "seconds" => seconds, "microseconds" => seconds * 1_000_000, _ => seconds * 1_000_000_000 };
        _bench.Send(Desk(1, Value.FromBoolean(true), time));
        Assert.True(_bench.Known(1));
        Assert.Equal((long)seconds * 1_000, _bench.Desk(1).Since!.Value.ToUnixTimeMilliseconds());
        Assert.Equal((long)seconds * 1_000, (await _bench.SeriesOfAsync(1))[^1].Ms);
        Assert.Null(_bench.Live.Live.History);
        Assert.Equal(1, _bench.Faults[PeerFault.MetricTimestampImplausible]);
    }

    [Theory]
    [InlineData(1UL)]                          // 1970
    [InlineData(946_684_800_000UL)]            // 2000-01-01: a clock chip without its battery
    [InlineData(4_102_444_800_000UL)]          // 2100
    [InlineData(ulong.MaxValue)]
    [InlineData(1_400_000_000UL)]              // seconds of 2014: too old to tell them from ms of a clock that began in 1970
    public async Task A_time_that_cannot_be_one_is_set_aside_and_never_shown(ulong time)
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        _bench.Peer.PayloadMs = null;
        _bench.Send(Desk(1, Value.FromBoolean(true), time));
        Assert.True(_bench.Known(1));
        Assert.Equal(_bench.Time(), _bench.Desk(1).Since);
        Assert.Equal(_bench.Time(), _bench.Desk(1).LastInUse);
        Assert.Null(_bench.Live.Live.History);
        Assert.Single(await _bench.SeriesOfAsync(1));
        Assert.Equal(1, (await _bench.LettersAsync())["absurd-time"]);
    }

    [Theory]
    [InlineData(123_456UL)] // the ms since the device started
    [InlineData(ulong.MaxValue)]
    public async Task A_time_that_cannot_be_one_does_not_hide_that_of_the_payload(ulong time)
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        _bench.Peer.PayloadMs = _bench.NowMs - 30_000;
        _bench.Send(Desk(1, Value.FromBoolean(true), time));
        Assert.Equal((long)_bench.Peer.PayloadMs, (await _bench.SeriesOfAsync(1))[^1].Ms);
        Assert.Equal(1, _bench.Faults[PeerFault.MetricTimestampImplausible]);
    }

    [Theory]
    [InlineData(null)]                // only the payload has a time: when it was sent
    [InlineData(100UL)]               // absurd
    [InlineData(1_700_000_000UL)]     // seconds of long ago, which could be anything
    public async Task History_of_an_unknown_time_overwrites_nothing_and_has_no_place_in_the_series(ulong? time)
    {
        _bench.BornFree(1);
        _bench.Live.Pass(2);
        _bench.Send(Desk(1, Value.FromBoolean(false), _bench.NowMs));
        var before = (await _bench.SeriesOfAsync(1)).Count;
        var historical = Desk(1, Value.FromBoolean(true), time);
        historical.IsHistorical = true;
        _bench.Send(historical);
        Assert.False(_bench.Known(1));
        Assert.Equal(before, (await _bench.SeriesOfAsync(1)).Count);
        Assert.Equal(1, (await _bench.LettersAsync())["absurd-time"]);
    }

    /// <summary>China's time sent as UTC.</summary>
    [Fact]
    public async Task A_clock_that_is_ahead_keeps_the_order_and_the_distances_of_its_readings()
    {
        const ulong Ahead = 8 * 3_600_000;
        _bench.Peer.PayloadMs = _bench.NowMs + Ahead;
        _bench.Born(Desk(1, Value.FromBoolean(false), _bench.NowMs + Ahead, Type.Boolean));
        _bench.Live.Pass(60);
        var now = _bench.NowMs;
        _bench.Peer.PayloadMs = now + Ahead;
        _bench.Send(Desk(1, Value.FromBoolean(true), now + Ahead));
        foreach (var minutes in (ulong[])[50, 30, 10])
        {
            var historical = Desk(1, Value.FromBoolean(minutes == 30), now + Ahead - (minutes * 60_000));
            historical.IsHistorical = true;
            _bench.Send(historical);
        }

        _bench.Send(Desk(1, Value.FromBoolean(false), now + Ahead - 600_000)); // late, and not flagged
        Assert.True(_bench.Known(1));
        Assert.Equal([now - 3_000_000, now - 1_800_000, now - 600_000, now - 600_000, now], (await _bench.SeriesOfAsync(1)).Skip(1).Select(point => (ulong)point.Ms));
    }

    [Fact]
    public void What_is_flagged_as_history_does_not_overwrite_what_is_newer()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(60);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        var historical = Desk(1, Value.FromBoolean(false), _bench.NowMs - 1_800_000);
        historical.IsHistorical = true;
        _bench.Send(historical);
        Assert.True(_bench.Known(1));
    }

    [Fact]
    public async Task What_is_older_does_not_overwrite_what_is_newer_and_is_stored()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(60);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        _bench.Send(Desk(1, Value.FromBoolean(false), _bench.NowMs - 1_800_000));
        Assert.True(_bench.Known(1));
        Assert.Equal(["0 192", "0 192", "1 192"], (await _bench.SeriesOfAsync(1)).Select(point => point.Value));
    }

    [Fact]
    public void A_clock_that_was_set_back_is_noticed_within_some_readings_and_what_follows_is_shown()
    {
        _bench.BornFree(1, 2);
        _bench.Live.Pass(60);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        Assert.Null(_bench.Live.TheGateway.ClockSetBackAt);
        for (var reading = 0; reading < 3; reading++)
        {
            _bench.Live.Time.Advance(TimeSpan.FromSeconds(15));
            _bench.Send(Desk(2, Value.FromBoolean(reading == 1), _bench.NowMs - 1_800_000));
        }

        _bench.Live.Time.Advance(TimeSpan.FromSeconds(15));
        _bench.Send(Desk(1, Value.FromBoolean(false), _bench.NowMs - 1_800_000));
        Assert.Equal((false, false), (_bench.Known(1), _bench.Known(2)));
        Assert.NotNull(_bench.Live.TheGateway.ClockSetBackAt);
        // A later order is that of the new clock.
        _bench.Live.Pass(1);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs - 1_800_000));
        _bench.Send(Desk(1, Value.FromBoolean(false), _bench.NowMs - 1_830_000));
        Assert.True(_bench.Known(1));
    }

    [Theory]
    [InlineData(10_000UL, 0)] // times in steps of ten seconds
    [InlineData(1UL, 3_000)]  // a sender that is up to three seconds late
    public void A_clock_that_was_set_back_is_noticed_also_when_its_times_are_coarse(ulong stepMs, int mostLateMs)
    {
        // Before the first reading after a birth.
        _bench.BornFree(1);
        _bench.Live.Pass(1);
        var random = new Random(7);
        for (var reading = 0; reading < 30; reading++)
        {
            _bench.Live.Time.Advance(TimeSpan.FromSeconds(2.7));
            var at = _bench.NowMs - 3_600_000 - (ulong)random.Next(mostLateMs + 1);
            _bench.Send(Desk(1, Value.FromBoolean(true), at - (at % stepMs)));
        }

        Assert.NotNull(_bench.Live.TheGateway.ClockSetBackAt);
        Assert.True(_bench.Known(1));
    }

    [Theory]
    [InlineData(0, 60)]     // sent at once
    [InlineData(15, 300)]   // sent faster than it was measured
    [InlineData(15, 0)]     // a value that stands
    public void A_backlog_without_a_flag_is_not_taken_for_a_clock_that_was_set_back(int secondsBetween, int secondsMeasured)
    {
        _bench.BornFree(1);
        _bench.Live.Pass(120);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        var measured = _bench.NowMs - 5_400_000;
        for (var reading = 0; reading < 10; reading++)
        {
            _bench.Send(Desk(1, Value.FromBoolean(false), measured));
            _bench.Live.Time.Advance(TimeSpan.FromSeconds(secondsBetween));
            measured += (ulong)secondsMeasured * 1000;
        }

        Assert.True(_bench.Known(1));
        Assert.Null(_bench.Live.TheGateway.ClockSetBackAt);
    }

    [Fact]
    public void History_that_follows_a_birth_does_not_overwrite_what_the_birth_says_of_the_present()
    {
        // Free since two hours ago, and the birth is of now.
        _bench.Live.Pass(120);
        _bench.Peer.PayloadMs = _bench.NowMs;
        _bench.Born(Desk(1, Value.FromBoolean(false), _bench.NowMs - 7_200_000, Type.Boolean));
        var historical = Desk(1, Value.FromBoolean(true), _bench.NowMs - 3_600_000);
        historical.IsHistorical = true;
        _bench.Send(historical);
        Assert.False(_bench.Known(1));
        Assert.Equal(_bench.Time().AddHours(-1), _bench.Desk(1).LastInUse);
    }

    [Fact]
    public void What_is_flagged_as_history_and_is_newer_than_all_that_is_known_is_shown()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(60);
        var historical = Desk(1, Value.FromBoolean(true), _bench.NowMs - 60_000);
        historical.IsHistorical = true;
        _bench.Send(historical);
        Assert.True(_bench.Known(1));
    }

    [Fact]
    public void A_history_within_a_birth_says_nothing_of_the_present()
    {
        var historical = Desk(1, Value.FromBoolean(true), _bench.NowMs - 60_000, Type.Boolean);
        historical.IsHistorical = true;
        _bench.Born(historical);
        Assert.Null(_bench.Known(1));
    }

    [Fact]
    public void A_restart_remembers_how_new_the_shown_value_is()
    {
        _bench.BornFree(1);
        _bench.Live.Pass(60);
        _bench.Send(Desk(1, Value.FromBoolean(true), _bench.NowMs));
        _bench.Live.Save();
        _bench.Live.StartLive();
        _bench.Send(Desk(1, Value.FromBoolean(false), _bench.NowMs - 1_800_000));
        Assert.True(_bench.Known(1));
    }

    [Fact]
    public void The_death_of_a_device_in_another_age_is_dated_by_its_receipt()
    {
        _bench.BornFree(1);
        _bench.Live.Deliver(new WireMessage(
            "spBv1.0/C1/DDEATH/F1/Z1", SparkplugCodec.Encode(new SparkplugPayload { Timestamp = 253_000_000_000_000, Sequence = 2 })));
        Assert.Equal(_bench.Time(), _bench.Live.Cloud.Session.Nodes.Single().Devices.Single().StaleSince);
    }

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("death", false)]
    [InlineData("death of the device", false)]
    [InlineData("start", false)]
    public void A_door_that_is_closed_after_an_outage_was_not_held_all_the_time(string outage, bool isHeld)
    {
        _bench.Born(Contact(DoorStates.Closed, Type.String));
        _bench.Send(Contact(DoorStates.Held));
        _bench.Live.Pass(1);
        if (outage == "death") _bench.Live.Deliver(new ForeignNode(_bench.Live.Time).Death());
        if (outage == "death of the device") _bench.Live.Deliver(new WireMessage("spBv1.0/C1/DDEATH/F1/Z1", SparkplugCodec.Encode(new SparkplugPayload { Timestamp = _bench.NowMs, Sequence = 3 })));
        if (outage == "start") _bench.Live.Cloud.Restart();
        _bench.Live.Pass(180);
        _bench.Peer.PayloadMs = _bench.NowMs;
        if (!isHeld) _bench.Born(Contact(DoorStates.Closed, Type.String));
        _bench.Send(Contact(DoorStates.Closed));
        Assert.Equal(isHeld, PastOf(_bench.Live.Live).HeldHeardAt is not null);
    }

    [Fact]
    public void How_long_a_door_was_held_is_not_known_where_readings_have_expired_meanwhile()
    {
        _bench.Born(Contact(DoorStates.Closed, Type.String));
        foreach (var state in (string[])[DoorStates.Held, DoorStates.Closed, DoorStates.Closed])
        {
            _bench.Live.Pass(60);
            _bench.Send(Contact(state));
        }

        Assert.NotNull(PastOf(_bench.Live.Live).HeldHeardAt);
        var entries = _bench.Live.Cloud.Entries();
        var live = new LiveState();
        new LiveFold(live).Apply(entries.ConvertAll(entry => entry.Id == entries[^2].Id ? Expired(entry) : entry));
        Assert.Null(PastOf(live).HeldHeardAt);
    }

    private static JournalEntry Expired(JournalEntry entry) =>
        entry with { Kind = JournalKind.Expired, Payload = new ExpiredEntry(entry.Kind, false, new byte[32], entry.Payload.Length, 0, 0, entry.ReceivedAt).ToBytes() };

    private SparkplugMetric Contact(string state, Type type = Type.Unknown) => new() { Name = "door/1/state", Value = Value.FromString(state), Timestamp = _bench.NowMs, DataType = type };

    private static LiveContact PastOf(LiveState live) => live.Snapshot().Points.Single(point => point.Name == "door/1/state").Contact!;
}
