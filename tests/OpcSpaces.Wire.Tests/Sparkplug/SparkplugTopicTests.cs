using System.Text;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class SparkplugTopicTests
{
    [Theory]
    [Trait("tck", "tck-id-topic-structure")]
    [Trait("tck", "tck-id-topic-structure-namespace-a")]
    [Trait("tck", "tck-id-topics-nbirth-topic")]
    [Trait("tck", "tck-id-topics-ndata-topic")]
    [Trait("tck", "tck-id-topics-ndeath-topic")]
    [Trait("tck", "tck-id-topics-ncmd-topic")]
    [Trait("tck", "tck-id-topics-dbirth-topic")]
    [Trait("tck", "tck-id-topics-ddata-topic")]
    [Trait("tck", "tck-id-topics-ddeath-topic")]
    [Trait("tck", "tck-id-topics-dcmd-topic")]
    [InlineData("spBv1.0/D1/NBIRTH/gw-7", SparkplugMessageType.NodeBirth, null)]
    [InlineData("spBv1.0/D1/NDATA/gw-7", SparkplugMessageType.NodeData, null)]
    [InlineData("spBv1.0/D1/NDEATH/gw-7", SparkplugMessageType.NodeDeath, null)]
    [InlineData("spBv1.0/D1/NCMD/gw-7", SparkplugMessageType.NodeCommand, null)]
    [InlineData("spBv1.0/D1/DBIRTH/gw-7/zone 3", SparkplugMessageType.DeviceBirth, "zone 3")]
    [InlineData("spBv1.0/D1/DDATA/gw-7/二楼", SparkplugMessageType.DeviceData, "二楼")]
    [InlineData("spBv1.0/D1/DDEATH/gw-7/z", SparkplugMessageType.DeviceDeath, "z")]
    [InlineData("spBv1.0/D1/DCMD/gw-7/z", SparkplugMessageType.DeviceCommand, "z")]
    public void A_topic_is_read_and_written_back_unchanged(string text, SparkplugMessageType type, string? device)
    {
        Assert.True(SparkplugTopic.TryParse(Encoding.UTF8.GetBytes(text), out var topic, out var error), error);
        Assert.Equal(new SparkplugTopic(type, "D1", "gw-7", device), topic);
        Assert.Equal(text, topic.ToString());
        Assert.Null(topic.Validate());
    }

    [Fact]
    [Trait("tck", "tck-id-host-topic-phid-birth-topic")]
    [Trait("tck", "tck-id-host-topic-phid-death-topic")]
    public void A_hosts_STATE_topic_has_three_levels_and_no_group()
    {
        Assert.True(SparkplugTopic.TryParse("spBv1.0/STATE/opcspaces"u8, out var topic, out _));
        Assert.Equal(SparkplugTopic.State("opcspaces"), topic);
        Assert.Equal("spBv1.0/STATE/opcspaces", topic.ToString());
        Assert.Null(topic.Validate());
    }

    [Theory]
    [Trait("tck", "tck-id-topic-structure-namespace-device-id-associated-message-types")]
    [Trait("tck", "tck-id-topic-structure-namespace-device-id-non-associated-message-types")]
    [InlineData("spBv1.0/D1/DDATA/gw", "the device id is missing")]
    [InlineData("spBv1.0/D1/NDATA/gw/zone", "this message type names no device")]
    [InlineData("spBv1.0/D1/STATE/gw", "the message type is unknown")]
    [InlineData("spBv1.0/D1/ndata/gw", "the message type is unknown")]
    [InlineData("spBv1.0/D1/NDATA", "a topic of three levels is a STATE topic")]
    [InlineData("spBv1.0/D1/NDATA/gw/zone/more", "a Sparkplug topic has three to five levels")]
    [InlineData("spBv1.0", "a Sparkplug topic has three to five levels")]
    [InlineData("", "a Sparkplug topic has three to five levels")]
    [InlineData("spAv1.0/D1/NDATA/gw", "the topic does not begin with spBv1.0")]
    [InlineData("STATE/D1/host", "the topic does not begin with spBv1.0")]
    public void A_topic_that_is_not_Sparkplugs_is_refused_with_a_reason(string text, string reason)
    {
        Assert.False(SparkplugTopic.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error));
        Assert.Equal(reason, error);
    }

    [Theory]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-group-id")]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-edge-node-id")]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-device-id")]
    [InlineData("spBv1.0//DDATA/gw/z")]
    [InlineData("spBv1.0/D1/DDATA//z")]
    [InlineData("spBv1.0/D1/DDATA/gw/")]
    [InlineData("spBv1.0/D+/DDATA/gw/z")]
    [InlineData("spBv1.0/D1/DDATA/g#/z")]
    [InlineData("spBv1.0/D1/DDATA/gw/z\u0001")]
    public void Ids_that_are_not_allowed_in_topics_are_refused(string text) =>
        Assert.False(SparkplugTopic.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("hub\u200B")]
    [InlineData(" hub")]
    public void An_id_with_a_letter_that_nobody_sees_is_read_as_it_is(string group)
    {
        Assert.True(SparkplugTopic.TryParse(Encoding.UTF8.GetBytes($"spBv1.0/{group}/DDATA/gw/z"), out var topic, out _));
        Assert.Equal((group, null), (topic.Group, topic.Validate()));
    }

    [Fact]
    public void An_id_that_is_not_UTF_8_is_refused()
    {
        Assert.False(SparkplugTopic.TryParse([.. "spBv1.0/D1/NDATA/"u8, 0xC3, 0x28], out _, out var error));
        Assert.Equal("an id is not UTF-8", error);
    }

    [Fact]
    [Trait("tck", "tck-id-case-sensitivity-sparkplug-ids")]
    public void Ids_that_differ_only_in_case_are_different()
    {
        Assert.True(SparkplugTopic.TryParse("spBv1.0/D1/NDATA/gw"u8, out var lower, out _));
        Assert.True(SparkplugTopic.TryParse("spBv1.0/D1/NDATA/GW"u8, out var upper, out _));
        Assert.NotEqual(lower, upper);
    }

    [Theory]
    [InlineData(SparkplugMessageType.NodeData, "g", "n", "d")]
    [InlineData(SparkplugMessageType.DeviceData, "g", "n", null)]
    [InlineData(SparkplugMessageType.DeviceData, "g", "n", "d/")]
    [InlineData(SparkplugMessageType.NodeData, "", "n", null)]
    [InlineData(SparkplugMessageType.State, "g", "host", null)]
    [InlineData(SparkplugMessageType.State, "", "", null)]
    public void A_topic_made_of_wrong_parts_is_refused_with_a_reason(SparkplugMessageType type, string group, string node, string? device) =>
        Assert.NotNull(new SparkplugTopic(type, group, node, device).Validate());
}
