using System.Text;
using FsCheck.Xunit;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt.Client;

/// <summary>Our PUBLISH packets beside those of MQTTnet's own formatter.</summary>
public sealed class PublishPacketTests
{
    private static MqttPacketFormatterAdapter Formatter() => new(MqttProtocolVersion.V500, new MqttBufferWriter(4096, 65536));

    [Theory]
    [InlineData("a", 0)]
    [InlineData("spBv1.0/nanshan/DDATA/gw7/zone1", 40)]
    [InlineData("büro/東京/🪑", 100)]
    [InlineData("length/of/two/bytes", 130)]
    [InlineData("length/of/three/bytes", 20_000)]
    [InlineData("length/of/four/bytes", 3_000_000)]
    public void It_is_written_as_MQTTnet_writes_it(string topic, int payloadBytes)
    {
        var payload = new byte[payloadBytes];
        Random.Shared.NextBytes(payload);
        foreach (var retain in new[] { false, true })
        {
            var expected = Formatter().Encode(new MqttPublishPacket { Topic = topic, Payload = new(payload), Retain = retain }).ToArray();
            Assert.Equal(expected, Written(topic, payload, retain));
        }
    }

    [Property]
    public void What_is_written_is_read_back(char[] topicCharacters, byte[] payload, bool retain)
    {
        var topic = "t" + new string([.. topicCharacters.Where(c => !char.IsSurrogate(c))]);
        var bytes = Written(topic, payload, retain);
        Assert.True(VariableByteInteger.TryRead(bytes.AsSpan(1), out var length, out var lengthBytes));
        Assert.Equal(bytes.Length, 1 + lengthBytes + length);
        PublishPacket.Read(bytes[0], bytes.AsSpan(1 + lengthBytes), out var readTopic, out var readPayload);
        Assert.Equal((topic, retain, 0), (Encoding.UTF8.GetString(readTopic), PublishPacket.RetainOf(bytes[0]), PublishPacket.QosOf(bytes[0])));
        Assert.True(readPayload.SequenceEqual(payload));
    }

    [Fact]
    public void Properties_and_packet_identifier_are_skipped()
    {
        var packet = new MqttPublishPacket
        {
            Topic = "a/b",
            Payload = new("payload"u8.ToArray()),
            QualityOfServiceLevel = MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce,
            PacketIdentifier = 7,
            ContentType = "text/plain",
            MessageExpiryInterval = 60,
            UserProperties = [new MqttUserProperty("k", "v"u8.ToArray())],
        };
        var bytes = Formatter().Encode(packet).ToArray();
        Assert.True(VariableByteInteger.TryRead(bytes.AsSpan(1), out _, out var lengthBytes));
        PublishPacket.Read(bytes[0], bytes.AsSpan(1 + lengthBytes), out var topic, out var payload);
        Assert.Equal(("a/b", "payload", 1), (Encoding.UTF8.GetString(topic), Encoding.UTF8.GetString(payload), PublishPacket.QosOf(bytes[0])));
    }

    [Fact]
    public void A_payload_that_is_too_long_for_MQTT_is_refused() =>
        Assert.Throws<ArgumentException>(() => new PublishPacket("a", new byte[VariableByteInteger.MaxValue], retain: false));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 5, 97, 0 })]
    [InlineData(new byte[] { 0, 1, 97 })]
    [InlineData(new byte[] { 0, 1, 97, 2, 0 })]
    [InlineData(new byte[] { 0, 1, 97, 0x80 })]
    [InlineData(new byte[] { 0, 1, 97, 0x80, 0x80, 0x80, 0x80, 1 })]
    public void A_body_whose_lengths_do_not_fit_is_a_violation_of_the_protocol(byte[] body) =>
        Assert.Throws<MqttProtocolViolationException>(() => PublishPacket.Read(0x30, body, out _, out _));

    private static byte[] Written(string topic, byte[] payload, bool retain)
    {
        var packet = new PublishPacket(topic, payload, retain);
        var bytes = new byte[packet.Size];
        packet.Write(bytes);
        return bytes;
    }
}
