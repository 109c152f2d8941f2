using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>Topics and filters with more levels than anybody needs: they are refused, and everybody else is served on.</summary>
public sealed class LevelTests : IAsyncLifetime
{
    private const int Most = 128;
    private readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = FreePort.Next() }, TimeProvider.System);

    public Task InitializeAsync() => _broker.StartAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Theory]
    [InlineData(MqttProtocolVersion.V500, 65_535, 0x8F)]
    [InlineData(MqttProtocolVersion.V500, Most + 1, 0x8F)]
    [InlineData(MqttProtocolVersion.V311, 65_535, 0x80)]
    public async Task Filters_and_topics_with_too_many_levels_are_refused_with_the_reason(MqttProtocolVersion version, int levels, int reason)
    {
        await using var client = await PlainClient.ConnectAsync(_broker.Port, version);
        Assert.Equal([reason], await client.SubscribeAsync((Levels(levels), 0)));
        await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => client.PublishAsync(Levels(levels), "x", qos: 1));
        Assert.Equal(1, _broker.Counters[BrokerEvent.Fault]);

        await using var other = await PlainClient.ConnectAsync(_broker.Port, version);
        await other.SubscribeAsync((Levels(Most), 1), (Levels(Most - 1) + "#", 1));
        await other.PublishAsync(Levels(Most), "x", qos: 1);
        await other.UntilAsync(1);
        await other.UnsubscribeAsync(Levels(Most));
    }

    [Fact]
    public async Task A_Will_with_too_many_levels_is_refused()
    {
        await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => PlainClient.ConnectAsync(_broker.Port, MqttProtocolVersion.V500, options => options.WithWillTopic(Levels(Most + 1))));
        await using var other = await PlainClient.ConnectAsync(_broker.Port, MqttProtocolVersion.V500, options => options.WithWillTopic(Levels(Most)));
        Assert.True(other.IsConnected);
    }

    private static string Levels(int count) => new('/', count - 1);
}
