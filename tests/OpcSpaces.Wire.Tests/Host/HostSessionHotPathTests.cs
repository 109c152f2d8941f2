using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class HostSessionHotPathTests
{
    [Fact]
    public void A_data_message_allocates_nothing()
    {
        var session = new HostSession(new HostSessionOptions());
        var events = new RecordedEvents();
        var peer = new Peer(session, events);
        peer.Born();
        var batches = Enumerable.Range(41, 256).Select(sequence => peer.Batch((ulong)sequence)).ToArray();
        var counter = new CountingEvents();
        var topic = new SparkplugTopic(SparkplugMessageType.DeviceData, "nanshan", "gw7", "zone1");

        long Receive(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < rounds; round++)
            {
                foreach (var batch in batches) session.Receive(topic, batch, Peer.Start, counter);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Receive(1);
        Assert.Equal(0, Receive(10));
        Assert.Equal((11 * 256, 296UL), (counter.Messages, counter.LastSequence));
        Assert.Empty(session.Faults.Occurred());
    }

    private sealed class CountingEvents : IHostEvents
    {
        public int Messages { get; private set; }

        public ulong LastSequence { get; private set; }

        public void Data(in HostData data) => (Messages, LastSequence) = (Messages + 1, data.Sequence);

        public void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) => throw Unexpected();

        public void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) => throw Unexpected();

        public void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) => throw Unexpected();

        public void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt) => throw Unexpected();

        public void RebirthWanted(NodeState node, RebirthReason reason) => throw Unexpected();

        public void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt) => throw Unexpected();

        private static InvalidOperationException Unexpected() => new("only data were sent");
    }
}
