using System.Buffers;
using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using OpcSpaces.Testing;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>MQTTnet's client as it comes, for what our own connection never asks of a broker: other versions, limits, options of subscriptions.</summary>
internal sealed class PlainClient : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<MqttApplicationMessageReceivedEventArgs> _unacknowledged = new();
    private readonly ConcurrentQueue<MqttApplicationMessage> _messages = new();

    private PlainClient(bool acknowledges) => _client.ApplicationMessageReceivedAsync += args =>
    {
        args.AutoAcknowledge = acknowledges;
        if (!acknowledges && args.ApplicationMessage.QualityOfServiceLevel > MqttQualityOfServiceLevel.AtMostOnce)
            _unacknowledged.Enqueue(args);
        _messages.Enqueue(args.ApplicationMessage);
        return Task.CompletedTask;
    };

    public IReadOnlyCollection<MqttApplicationMessage> Messages => _messages;

    public IEnumerable<string> Payloads => _messages.Select(TextOf);

    public bool IsConnected => _client.IsConnected;

    public MqttClientConnectResult Answer { get; private set; } = null!;

    public static async Task<PlainClient> ConnectAsync(
        int port, MqttProtocolVersion version = MqttProtocolVersion.V500, Func<MqttClientOptionsBuilder, MqttClientOptionsBuilder>? adjust = null, bool acknowledges = true)
    {
        var client = new PlainClient(acknowledges);
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(version).WithCleanSession().WithTimeout(Eventually.Patience);
        client.Answer = await client._client.ConnectAsync((adjust?.Invoke(options) ?? options).Build());
        return client;
    }

    public static string TextOf(MqttApplicationMessage message) => System.Text.Encoding.UTF8.GetString(message.Payload.ToArray());

    public async Task<IReadOnlyList<int>> SubscribeAsync(params (string Filter, int Qos)[] filters)
    {
        var options = new MqttClientSubscribeOptionsBuilder();
        foreach (var (filter, qos) in filters)
            options.WithTopicFilter(filter, (MqttQualityOfServiceLevel)qos);
        return await SubscribeAsync(options.Build());
    }

    public async Task<IReadOnlyList<int>> SubscribeAsync(MqttClientSubscribeOptions options) =>
        [.. (await _client.SubscribeAsync(options)).Items.Select(item => (int)item.ResultCode)];

    public Task UnsubscribeAsync(string filter) => _client.UnsubscribeAsync(filter);

    public Task<MqttClientPublishResult> PublishAsync(string topic, string payload, int qos = 0, bool retain = false) => _client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos).WithRetainFlag(retain).Build());

    public Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage message) => _client.PublishAsync(message);

    /// <summary>Acknowledges the oldest message that is not acknowledged yet.</summary>
    public async Task AcknowledgeOneAsync()
    {
        if (_unacknowledged.TryDequeue(out var message))
            await message.AcknowledgeAsync(CancellationToken.None);
    }

    public Task UntilAsync(int count) =>
        Eventually.ThatAsync(() => _messages.Count >= count, Eventually.Patience, $"{count} messages", () => $"{_messages.Count} messages");

    public Task LeaveAsync() => _client.DisconnectAsync();

    /// <summary>Cuts the link.</summary>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
