using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class HostSessionLifeTests
{
    private readonly HostSession _session = new(new HostSessionOptions());
    private readonly RecordedEvents _events = new();
    private readonly Peer _peer;

    public HostSessionLifeTests() => _peer = new Peer(_session, _events);

    [Fact]
    public void Births_data_and_deaths_are_reported_in_their_order()
    {
        _peer.Born();
        _peer.Data(41);
        _peer.DeviceDeath();
        _peer.NodeDeath();

        Assert.Equal(
            ["born nanshan/gw7", "born nanshan/gw7/zone1", "data nanshan/gw7/zone1 77:41", "died nanshan/gw7/zone1 at 1772438405000", "died nanshan/gw7"],
            _events.Take());
        Assert.Empty(_session.Faults.Occurred());
    }

    [Fact]
    public void A_birth_has_the_position_of_the_outbox()
    {
        _peer.NodeBirth();

        var birth = _events.LastBirth!;
        Assert.Equal((77ul, 40ul, 11ul, 30ul, 0ul), (birth.Epoch, birth.LastSequence, birth.First, birth.Committed, birth.BirthSequence));
        Assert.True(birth.HasOutbox);
        Assert.True(BirthCertificate.TryRead(_events.LastPayload, out var again, out _));
        Assert.Equal(birth.Metrics, again!.Metrics);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-offline")]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ndeath-node-tags-stale")]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-offline")]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ndeath-devices-tags-stale")]
    public void An_NDEATH_makes_the_node_and_all_of_its_devices_offline_and_stale_by_the_hosts_clock()
    {
        _peer.Born();
        _peer.DeviceBirth("zone2");
        _peer.Now = Peer.Start.AddSeconds(9);
        _peer.NodeDeath();

        var node = _peer.State;
        Assert.False(node.IsOnline);
        Assert.Equal(_peer.Now, node.StaleSince);
        Assert.Equal(2, node.Devices.Count);
        Assert.All(node.Devices, device => Assert.Equal((false, _peer.Now), (device.IsOnline, device.StaleSince)));
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-offline")]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-tags-stale")]
    public void A_DDEATH_makes_one_device_offline_and_stale_by_the_messages_time()
    {
        _peer.Born();
        _peer.DeviceBirth("zone2");
        _peer.DeviceDeath("zone1", timestamp: Peer.AtMs + 5_000);

        var devices = _peer.State.Devices.OrderBy(device => device.Device).ToArray();
        Assert.Equal((false, DateTimeOffset.FromUnixTimeMilliseconds((long)Peer.AtMs + 5_000)), (devices[0].IsOnline, devices[0].StaleSince));
        Assert.Equal((true, null), (devices[1].IsOnline, devices[1].StaleSince));
        Assert.True(_peer.State.IsOnline);
    }

    [Fact]
    public void An_NDEATH_of_another_session_is_ignored_and_counted()
    {
        _peer.BirthSequence = 5;
        _peer.Born();
        _events.Take();
        _peer.NodeDeath(birthSequence: 4);

        Assert.Empty(_events.Take());
        Assert.True(_peer.State.IsOnline);
        Assert.Equal(1, _session.Faults[PeerFault.DeathOfOtherSession]);
    }

    [Fact]
    public void The_same_death_twice_is_reported_once()
    {
        _peer.Born();
        _peer.NodeDeath();
        _events.Take();
        _peer.NodeDeath();

        Assert.Empty(_events.Take());
        Assert.Empty(_session.Faults.Occurred());
    }

    [Fact]
    public void After_a_death_data_is_ignored_until_the_next_birth()
    {
        _peer.Born();
        _peer.NodeDeath();
        _events.Take();
        _peer.Data(41);
        Assert.Equal(["rebirth nanshan/gw7 NodeNotBorn"], _events.Take());

        _peer.BirthSequence = 1;
        _peer.Born();
        _peer.Data(41);
        Assert.Equal(["born nanshan/gw7", "born nanshan/gw7/zone1", "data nanshan/gw7/zone1 77:41"], _events.Take());
        Assert.Equal(0, _session.Faults[PeerFault.BirthSequenceNotGrowing]);
    }

    [Fact]
    public void A_new_NBIRTH_makes_devices_stale_until_their_own_births()
    {
        _peer.Born();
        _peer.Now = Peer.Start.AddSeconds(1);
        _peer.NodeBirth();

        var device = Assert.Single(_peer.State.Devices);
        Assert.Equal((false, _peer.Now), (device.IsOnline, device.StaleSince));
        _peer.DeviceBirth();
        Assert.Equal((true, null), (device.IsOnline, device.StaleSince));
    }

    [Fact]
    public void Data_of_a_device_without_a_birth_leads_to_a_rebirth_request()
    {
        _peer.NodeBirth();
        _events.Take();
        _peer.Data(41);

        Assert.Equal(["rebirth nanshan/gw7 DeviceNotBorn"], _events.Take());
        Assert.Equal(1, _session.Faults[PeerFault.BeforeDeviceBirth]);
    }

    [Fact]
    public void Every_message_before_a_birth_is_counted_and_leads_to_a_rebirth_request_except_an_unknown_nodes_death()
    {
        _peer.NodeDeath();
        Assert.Empty(_session.Nodes);
        _peer.Data(41);
        _peer.DeviceBirth();
        _peer.DeviceDeath();

        Assert.Equal(["rebirth nanshan/gw7 NodeNotBorn"], _events.Take());
        Assert.Equal(3, _session.Faults[PeerFault.BeforeNodeBirth]);
    }

    [Fact]
    public void After_a_reset_nothing_is_known()
    {
        _peer.Born();
        _session.Reset();
        _events.Take();
        Assert.Empty(_session.Nodes);

        _peer.Data(41);
        Assert.Equal(["rebirth nanshan/gw7 NodeNotBorn"], _events.Take());
    }

    [Fact]
    public void Commands_and_STATE_are_ignored()
    {
        _peer.Send(SparkplugMessageType.NodeCommand, null, new SparkplugPayload());
        _peer.Send(SparkplugMessageType.DeviceCommand, "zone1", new SparkplugPayload());
        _session.Receive(SparkplugTopic.State("opcspaces"), "{}"u8, Peer.Start, _events);

        Assert.Empty(_session.Nodes);
        Assert.Empty(_events.Take());
    }
}
