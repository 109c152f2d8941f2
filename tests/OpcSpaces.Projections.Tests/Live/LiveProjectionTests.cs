using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Live;

public sealed class LiveProjectionTests : IDisposable
{
    private readonly LiveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_birth_without_a_value_makes_a_point_that_is_not_known()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        Assert.False(_bench.Desk(0).IsKnown);
        Assert.True(_bench.Desk(0).Value.IsNull);
    }

    [Fact]
    public void A_change_shows_with_the_gateways_time_and_its_repetition_keeps_it()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Pass(1);
        var since = _bench.Time.GetUtcNow();
        _bench.Occupy(0, true);
        _bench.Pass(1);
        _bench.Occupy(0, true);
        Assert.Equal(PointValue.Of(true), _bench.Desk(0).Value);
        Assert.Equal(since, _bench.Desk(0).Since);
        Assert.Equal(_bench.Time.GetUtcNow(), _bench.Desk(0).ReceivedAt);
        Assert.True(_bench.Desk(0).IsKnown);
    }

    [Fact]
    public void The_last_moment_in_use_is_when_the_desk_became_free_and_stays()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Pass(40);
        var left = _bench.Time.GetUtcNow();
        _bench.Occupy(0, false);
        _bench.Pass(10);
        _bench.Occupy(0, false);
        Assert.Equal(left, _bench.Desk(0).LastInUse);
    }

    [Fact]
    public void A_gateway_clock_in_the_future_does_not_make_a_desk_used_for_a_day()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        var ahead = _bench.NowMs + 86_400_000;
        _bench.Gateway.Append(0, Bytes.Content(c => c.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(ahead, PointValue.Of(true)))));
        _bench.Deliver(_bench.Gateway.Send(1));
        Assert.Equal(_bench.Time.GetUtcNow(), _bench.Desk(0).LastInUse);
        Assert.Equal(_bench.Time.GetUtcNow(), _bench.TheGateway.NewestReading);
    }

    [Fact]
    public void What_a_gateway_says_of_itself_does_not_make_its_sensors_look_fresh()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        var heard = _bench.TheGateway;
        _bench.Pass(40);
        _bench.Gateway.Append(SimulatedGateway.Own, Bytes.Content(c => c.Append(SimulatedGateway.SealAlias, SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of("{}")))));
        _bench.Deliver(_bench.Gateway.Send(1));
        Assert.Equal((heard.NewestReading, heard.ReceivedAt), (_bench.TheGateway.NewestReading, _bench.TheGateway.ReceivedAt));
        Assert.True(_bench.TheGateway.Committed > heard.Committed);
    }

    [Fact]
    public void A_dead_gateway_leaves_its_points_unknown_until_it_is_born_again()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        var since = _bench.Desk(0).Since;
        _bench.Pass(5);
        _bench.Deliver(_bench.Gateway.Disconnect()!);
        Assert.False(_bench.Desk(0).IsKnown);
        Assert.Equal(_bench.Time.GetUtcNow(), _bench.Desk(0).StaleSince);
        Assert.Equal(GatewayPresence.Offline, _bench.TheGateway.Presence);

        _bench.Deliver(_bench.Gateway.Connect());
        Assert.True(_bench.Desk(0).IsKnown);
        Assert.Equal(GatewayPresence.Online, _bench.TheGateway.Presence);
        Assert.True(_bench.Desk(0).Since >= since);
    }

    [Fact]
    public void A_start_of_the_cloud_makes_everything_unknown_until_the_births()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Cloud.Restart();
        _bench.Project();
        Assert.All(_bench.Live.Snapshot().Points, point => Assert.False(point.IsKnown));
        Assert.Equal(GatewayPresence.Unknown, _bench.TheGateway.Presence);
        _bench.Deliver(_bench.Gateway.Births());
        Assert.True(_bench.Desk(0).IsKnown);
    }

    [Fact]
    public void A_birth_with_a_backlog_shows_what_is_now_and_the_backlog_does_not_overwrite_it()
    {
        _bench.Append(0, true);
        _bench.Pass(30);
        _bench.Append(0, false);
        var left = _bench.Time.GetUtcNow();
        _bench.Pass(60);
        _bench.Deliver(_bench.Gateway.Connect());
        Assert.Equal(PointValue.Of(false), _bench.Desk(0).Value);
        Assert.Equal(2ul, _bench.TheGateway.Backlog);

        _bench.Deliver(_bench.Gateway.Send(1)); // occupied, ninety minutes ago
        Assert.Equal(PointValue.Of(false), _bench.Desk(0).Value);
        _bench.Deliver(_bench.Gateway.Send(1));
        Assert.Equal(left, _bench.Desk(0).LastInUse);
        Assert.Equal(0ul, _bench.TheGateway.Backlog);
        _bench.Occupy(0, true); // and what is newer than the birth shows
        Assert.Equal(PointValue.Of(true), _bench.Desk(0).Value);
    }

    [Fact]
    public void A_go_back_does_not_make_desks_flicker()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Deliver(_bench.Gateway.Births().Take(1)); // the node is born again, its zones not yet
        Assert.True(_bench.Desk(0).IsKnown);
        _bench.Deliver(_bench.Gateway.Births());
        Assert.True(_bench.Desk(0).IsKnown);
    }

    [Fact]
    public void A_zone_that_is_not_born_again_with_its_gateway_is_unknown_at_the_first_batch()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true, device: 0);
        _bench.Occupy(0, true, device: 1);
        _bench.Deliver(_bench.Gateway.Births().Take(2)); // node and Z1
        _bench.Occupy(1, true, device: 0);
        Assert.True(_bench.Desk(0, "Z1").IsKnown);
        Assert.False(_bench.Desk(0, "Z2").IsKnown);
    }

    [Fact]
    public void A_reading_of_bad_quality_or_without_a_value_is_not_known()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Gateway.Append(0, Bytes.Content(c => c.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Null, 500))));
        _bench.Deliver(_bench.Gateway.Send(1));
        Assert.False(_bench.Desk(0).IsKnown);
        Assert.Equal(500, _bench.Desk(0).Quality);
    }

    [Fact]
    public void A_gap_ends_what_the_log_knew_to_be_in_use()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        var seen = _bench.Time.GetUtcNow();
        _bench.Pass(60);
        _bench.Append(0, false);
        _bench.Pass(60);
        _bench.Append(0, false);
        _bench.Gateway.LoseOldest(2);
        _bench.Deliver(_bench.Gateway.Births());
        _bench.Deliver(_bench.Gateway.Send(10));
        Assert.Equal(seen, _bench.Desk(0).LastInUse);
    }

    [Fact]
    public void A_point_that_a_new_birth_no_longer_has_is_gone()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        var without = new SimulatedGateway("C1", "G1", 1, _bench.Time, seed: 9);
        Assert.Contains(_bench.Live.Snapshot().Points, point => point.Key.Zone == "Z1" && point.Name == "door/1/entry");
        _bench.Deliver(without.Connect().Take(1));
        _bench.Deliver(new WireMessage("spBv1.0/C1/DBIRTH/G1/Z1", SmallBirth(without)));
        Assert.Equal(["desk/0/occupied"], _bench.Live.Snapshot().Points.Where(point => point.Key.Zone == "Z1").Select(point => point.Name));
    }

    [Fact]
    public void A_desk_that_moves_to_another_gateway_survives_the_death_of_the_old_one()
    {
        var old = new SimulatedGateway("C1", "G0", 1, _bench.Time, seed: 9);
        _bench.Deliver(old.Connect());
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Deliver(old.Disconnect()!);
        Assert.True(_bench.Desk(0).IsKnown);
        Assert.Equal("C1/G1", _bench.Desk(0).Gateway?.ToString());
    }

    [Fact]
    public void How_long_a_door_was_held_is_known_also_late_and_not_by_a_clock_that_was_set_meanwhile()
    {
        const long Hour = 3_600_000;
        var gateway = new SimulatedGateway("C1", "G2", 1, _bench.Time, seed: 9) { HasContact = true };
        _bench.Deliver(gateway.Connect());
        Say(DoorStates.Held, _bench.NowMs - (3 * Hour));
        Say(DoorStates.Closed, _bench.NowMs - Hour);
        _bench.Deliver(gateway.Send(10));
        var heard = _bench.Time.GetUtcNow();
        Assert.Equal((heard.AddHours(-3), TimeSpan.FromHours(2), heard), (Contact().HeldAt, Contact().HeldFor, Contact().HeldHeardAt));

        _bench.Pass(60);
        Say(DoorStates.Held, _bench.NowMs - (4 * Hour));
        State("boot-1", 4 * Hour); // the first one: nobody knows what the clock was before
        Say(DoorStates.Closed, _bench.NowMs);
        _bench.Deliver(gateway.Send(10));
        Assert.Equal((heard, null), (Contact().HeldHeardAt, Contact().HoldsAt));

        // In one boot monotonic time tells by how much it was set forward: of the four hours one was.
        Say(DoorStates.Held, _bench.NowMs - (4 * Hour));
        State("boot-1", 3 * Hour);
        _bench.Deliver(gateway.Send(10));
        Assert.Equal(_bench.Time.GetUtcNow().AddHours(-1), Contact().HoldsAt);
        Say(DoorStates.Closed, _bench.NowMs);
        _bench.Deliver(gateway.Send(10));
        Assert.Equal((_bench.Time.GetUtcNow().AddHours(-1), TimeSpan.FromHours(1)), (Contact().HeldAt, Contact().HeldFor));

        // After another boot, and where it was set back, nobody knows.
        foreach (var (boot, stepMs) in (ReadOnlySpan<(string, long)>)[("boot-2", 0), ("boot-2", -Hour)])
        {
            _bench.Pass(3_600);
            Say(DoorStates.Held, _bench.NowMs - (4 * Hour));
            State(boot, stepMs);
            _bench.Deliver(gateway.Send(10));
            Assert.Null(Contact().HoldsAt);
            Say(DoorStates.Closed, _bench.NowMs);
            _bench.Deliver(gateway.Send(10));
            Assert.Equal(TimeSpan.FromHours(1), Contact().HeldFor);
        }

        Say(DoorStates.Forced, _bench.NowMs - (30 * Hour));
        _bench.Deliver(gateway.Send(10));
        Assert.Equal((_bench.Time.GetUtcNow().AddHours(-30), _bench.Time.GetUtcNow()), (Contact().ForcedAt, Contact().ForcedHeardAt));

        void State(string boot, long stepMs)
        {
            var statement = new ClockStatement { Boot = boot, WallMs = _bench.NowMs, MonotonicMs = 1, StepMs = stepMs == 0 ? null : stepMs }.ToJson();
            gateway.Append(SimulatedGateway.Own, Bytes.Content(c => c.Append(SimulatedGateway.ClockAlias, SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of(statement)))));
        }

        void Say(string state, long ms) => gateway.Append(0, Bytes.Content(c => c.Append(SimulatedGateway.ContactAlias(0), SparkplugDataType.String, new Reading(ms, PointValue.Of(state)))));
        LiveContact Contact() => _bench.Live.Snapshot().Points.Single(point => point.Gateway?.Gateway == "G2" && point.Name == "door/1/state").Contact!;
    }

    private static byte[] SmallBirth(SimulatedGateway gateway)
    {
        var birth = Wire.Sparkplug.SparkplugCodec.Decode(gateway.Births().ElementAt(1).Payload);
        birth.Metrics.RemoveAll(metric => metric.Name is not ("Outbox/Epoch" or "Outbox/Sequence" or "desk/0/occupied"));
        return Wire.Sparkplug.SparkplugCodec.Encode(birth);
    }

    [Fact]
    public void A_batch_of_an_epoch_that_was_replaced_says_nothing_about_the_backlog_of_the_new_one()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        for (var i = 0; i < 5; i++)
            _bench.Append(1, occupied: true);
        var late = _bench.Gateway.Send(5).ToList();
        _bench.Gateway.NewOutbox();
        _bench.Append(1, occupied: false);
        _bench.Deliver(_bench.Gateway.Births());
        Assert.Equal(1ul, _bench.TheGateway.Backlog);
        _bench.Deliver(late);
        Assert.Equal(1ul, _bench.TheGateway.Backlog);
    }
}
