using FsCheck.Xunit;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class RoundTripProperties
{
    [Property(MaxTest = 2000)]
    public bool Whatever_the_object_model_says_is_read_back_the_same(int seed)
    {
        var payload = new RandomPayloads(new Random(seed)).Make();
        var bytes = SparkplugCodec.Encode(payload);
        var decoded = SparkplugCodec.Decode(bytes);
        return PayloadText.Of(payload) == PayloadText.Of(decoded) && bytes.AsSpan().SequenceEqual(SparkplugCodec.Encode(decoded));
    }

    [Property]
    public bool Every_float_keeps_its_bits(uint bits)
    {
        var value = SparkplugCodec.Decode([0x12, 5, 0x65, (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16), (byte)(bits >> 24)]).Metrics[0].Value;
        return value.Kind == SparkplugValueKind.Float && value.Bits == bits;
    }

    [Property]
    public bool Every_topic_that_can_be_made_is_read_back(string group, string node, string device)
    {
        if (EntityId.Fault(group ?? "") is not null || EntityId.Fault(node ?? "") is not null || EntityId.Fault(device ?? "") is not null)
            return true;
        var topic = new SparkplugTopic(SparkplugMessageType.DeviceData, group!, node!, device);
        return SparkplugTopic.TryParse(System.Text.Encoding.UTF8.GetBytes(topic.ToString()), out var read, out _) && read == topic;
    }
}
