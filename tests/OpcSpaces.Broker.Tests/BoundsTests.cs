using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>What one client can cost, and who reaches the broker at all.</summary>
public sealed class BoundsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(MqttProtocolVersion.V311, MqttClientConnectResultCode.ServerUnavailable)]
    [InlineData(MqttProtocolVersion.V500, MqttClientConnectResultCode.ServerBusy)]
    public async Task One_client_too_many_is_refused_with_a_reason_and_comes_in_when_another_has_left(MqttProtocolVersion version, MqttClientConnectResultCode reason)
    {
        await using var broker = await StartAsync(options => options.MaxConnections = 2);
        await using var first = await PlainClient.ConnectAsync(broker.Port, version, options => options.WithClientId("first"));
        await using var second = await PlainClient.ConnectAsync(broker.Port, version);
        await using var third = await PlainClient.ConnectAsync(broker.Port, version);
        Assert.Equal(reason, third.Answer.ResultCode);
        // A client that comes again is none too many: it ends its own session before.
        await using var again = await PlainClient.ConnectAsync(broker.Port, version, options => options.WithClientId("first"));
        Assert.Equal(MqttClientConnectResultCode.Success, again.Answer.ResultCode);
        await second.LeaveAsync();
        await Eventually.ThatAsync(
            async () =>
            {
                await using var fourth = await PlainClient.ConnectAsync(broker.Port, version);
                return fourth.Answer.ResultCode == MqttClientConnectResultCode.Success;
            },
            Eventually.Patience, "a place");
    }

    [Fact]
    public async Task A_packet_that_is_too_large_ends_the_session_with_the_reason_and_the_limit_was_announced()
    {
        await using var broker = await StartAsync(options => options.MaxPacketBytes = 2_000);
        await using var client = await PlainClient.ConnectAsync(broker.Port);
        Assert.Equal(2_000u, client.Answer.MaximumPacketSize);
        Assert.False(client.Answer.SharedSubscriptionAvailable);
        Assert.False(client.Answer.SubscriptionIdentifiersAvailable);
        Assert.Equal(0, client.Answer.TopicAliasMaximum);

        await using var connection = await MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }).ConnectAsync(new MqttSessionOptions { ClientId = "large" }, new RecordingHandler());
        await connection.PublishAsync("a", new byte[1_900], MqttQos.AtLeastOnce, retain: false);
        await Assert.ThrowsAsync<MqttConnectionLostException>(async () => await connection.PublishAsync("a", new byte[2_001], MqttQos.AtLeastOnce, retain: false));
        Assert.Equal(MqttDisconnectCause.TooLarge, (await connection.Closed).Cause);
        Assert.Equal(0, broker.Counters[BrokerEvent.Fault]);

        // A client that does not keep to the limit.
        await Assert.ThrowsAnyAsync<MqttCommunicationException>(() => client.PublishAsync("a", new string('x', 2_001), qos: 1));
        Assert.Equal(1, broker.Counters[BrokerEvent.Fault]);
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_loses_messages_which_are_counted_and_nobody_else_does()
    {
        await using var broker = await StartAsync(options => options.MaxQueuedBytes = 1 << 20);
        await using var proxy = TcpProxy.Start(broker.Port);
        var (slow, quick) = (new RecordingHandler(), new RecordingHandler());
        await using var slowly = await MqttConnector.Create(new MqttEndpointOptions { Port = proxy.Port }).ConnectAsync(new MqttSessionOptions { ClientId = "slow", KeepAliveSeconds = 300 }, slow);
        await using var quickly = await MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }).ConnectAsync(new MqttSessionOptions { ClientId = "quick" }, quick);
        await slowly.SubscribeAsync([new("many", MqttQos.AtMostOnce)]);
        await quickly.SubscribeAsync([new("many", MqttQos.AtMostOnce)]);
        proxy.Stall();
        await using var publisher = await MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }).ConnectAsync(new MqttSessionOptions { ClientId = "publisher" }, new RecordingHandler());
        for (var i = 1; i <= 5_000; i++)
        {
            await publisher.PublishAsync("many", new byte[10_000], MqttQos.AtMostOnce, retain: false);
            // No faster than the quick one reads, on whatever machine.
            if (i % 50 == 0)
                await Eventually.ThatAsync(() => quick.Count == i, Eventually.Patience, "everything at the quick one");
        }

        var dropped = broker.Counters[BrokerEvent.DroppedForSlowClient];
        Assert.InRange(dropped, 1, 5_000);
        proxy.Resume();
        await Eventually.EqualAsync(5_000 - (int)dropped, () => slow.Count, Eventually.Patience, "the rest at the slow one");
        Assert.False(slowly.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_retained_message_on_one_topic_too_many_is_delivered_and_not_kept()
    {
        await using var broker = await StartAsync(options => options.MaxRetainedMessages = 2);
        await using var publisher = await PlainClient.ConnectAsync(broker.Port);
        await using var early = await PlainClient.ConnectAsync(broker.Port);
        await early.SubscribeAsync(("#", 1));
        foreach (var topic in new[] { "a", "b", "c", "a" })
            await publisher.PublishAsync(topic, topic, qos: 1, retain: true);
        await early.UntilAsync(4);
        await using var late = await PlainClient.ConnectAsync(broker.Port);
        await late.SubscribeAsync(("#", 1));
        await late.UntilAsync(2);
        Assert.Equal(["a", "b"], late.Payloads.Order(StringComparer.Ordinal));
        Assert.Equal(1, broker.Counters[BrokerEvent.NotRetained]);
    }

    [Theory]
    [InlineData(1 << 20, 1L << 30)]
    [InlineData(1 << 30, 1L << 20)]
    public async Task A_client_that_sends_and_never_reads_the_answers_is_cut(int perClient, long ofAll)
    {
        await using var broker = await StartAsync(options => (options.MaxQueuedBytes, options.MaxQueuedBytesOfAll) = (perClient, ofAll));
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, broker.Port);
        await client.SendAsync((byte[])[0x10, 16, 0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, 0, 3, .. "raw"u8]);
        var pings = Enumerable.Repeat<byte[]>([0xC0, 0], 32 * 1024).SelectMany(ping => ping).ToArray();
        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            for (var i = 0; i < 1_000; i++)
                await client.SendAsync(pings);
        });
        await Eventually.EqualAsync(1, () => broker.Counters[BrokerEvent.EndedForSlowClient], Eventually.Patience, "the link to be cut");
        await Eventually.EqualAsync(0, () => broker.Connections, Eventually.Patience, "the link to be forgotten");
        await Eventually.EqualAsync(0, () => broker.QueuedBytes, Eventually.Patience, "its queue to be given back");
    }

    [Fact]
    public async Task What_waits_for_all_clients_together_is_limited()
    {
        await using var broker = await StartAsync(options => options.MaxQueuedBytesOfAll = 1 << 20);
        await using var proxy = TcpProxy.Start(broker.Port);
        List<IMqttConnection> slow = [];
        for (var i = 0; i < 4; i++)
        {
            slow.Add(await MqttConnector.Create(new MqttEndpointOptions { Port = proxy.Port }).ConnectAsync(new MqttSessionOptions { ClientId = $"slow{i}", KeepAliveSeconds = 300 }, new RecordingHandler()));
            await slow[i].SubscribeAsync([new("many", MqttQos.AtMostOnce)]);
        }

        proxy.Stall();
        await using var publisher = await MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port }).ConnectAsync(new MqttSessionOptions { ClientId = "publisher" }, new RecordingHandler());
        for (var i = 0; i < 3_000 && broker.Counters[BrokerEvent.DroppedForSlowClient] < 100; i++)
        {
            await publisher.PublishAsync("many", new byte[50_000], MqttQos.AtLeastOnce, retain: false);
            Assert.InRange(broker.QueuedBytes, 0, 1 << 20);
        }

        Assert.InRange(broker.Counters[BrokerEvent.DroppedForSlowClient], 100, 12_000);
        proxy.Resume();
        foreach (var connection in slow)
            await connection.DisposeAsync();
        await Eventually.EqualAsync(0L, () => broker.QueuedBytes, Eventually.Patience, "nothing to wait");
    }

    [Fact]
    public async Task One_filter_too_many_is_refused_with_a_reason()
    {
        await using var broker = await StartAsync(options => options.MaxFiltersPerClient = 2);
        await using var client = await PlainClient.ConnectAsync(broker.Port);
        Assert.Equal([0, 0, 0x97], await client.SubscribeAsync(("a", 0), ("b", 0), ("c", 0)));
        Assert.Equal([1], await client.SubscribeAsync(("a", 1))); // a known one is replaced
        await client.UnsubscribeAsync("b");
        Assert.Equal([0], await client.SubscribeAsync(("c", 0)));
        Assert.Equal(1, broker.Counters[BrokerEvent.FilterRefused]);
    }

    [Fact]
    public async Task Filters_are_limited_in_the_memory_that_they_take_together()
    {
        await using var broker = await StartAsync(options => options.MaxFilterBytesPerClient = 1_824);
        await using var client = await PlainClient.ConnectAsync(broker.Port);
        var (long1, long2) = (new string('a', 600), new string('温', 142)); // 600 and 426 bytes, and 400 for the one level of each
        Assert.Equal([0, 0x97, 0], await client.SubscribeAsync((long1, 0), (long2, 0), (long2[..141], 0)));
        Assert.Equal([1], await client.SubscribeAsync((long1, 1))); // a known one is replaced
        await client.UnsubscribeAsync(long2[..141]);
        await client.UnsubscribeAsync(long1);
        Assert.Equal([0], await client.SubscribeAsync((long2, 0)));
        Assert.Equal(1, broker.Counters[BrokerEvent.FilterRefused]);
    }

    [Fact]
    public async Task A_filter_costs_as_much_as_it_has_levels()
    {
        await using var broker = await StartAsync(options => options.MaxFilterBytesPerClient = 100_000);
        await using var client = await PlainClient.ConnectAsync(broker.Port);
        var deep = string.Join('/', Enumerable.Repeat("a", 128)); // 51,455
        Assert.Equal([0, 0x97], await client.SubscribeAsync(($"{deep[..^1]}b", 0), ($"{deep[..^1]}c", 0)));
    }

    /// <summary>Nobody sends the last byte.</summary>
    [Fact]
    public async Task Packets_that_never_end_are_limited_for_all_clients_together()
    {
        await using var broker = await StartAsync(options => options.MaxReceivingBytesOfAll = 300_000);
        byte[] header = [0x30, 0x80, 0x80, 0x40]; // PUBLISH of 1 MiB
        List<Socket> clients = [];
        for (var i = 0; i < 4; i++)
        {
            var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, broker.Port);
            await client.SendAsync((byte[])[0x10, 16, 0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, 0, 3, .. "raw"u8[..2], (byte)('0' + i)]);
            await client.SendAsync((byte[])[.. header, .. new byte[100_000]]);
        }

        await Eventually.ThatAsync(() => broker.Counters[BrokerEvent.Fault] > 0, Eventually.Patience, "a client to be disconnected");
        Assert.InRange(broker.ReceivingBytes, 0, 300_000);
        await using var other = await PlainClient.ConnectAsync(broker.Port);
        await other.SubscribeAsync(("a", 0));
        await other.PublishAsync("a", "x", qos: 1);
        await other.UntilAsync(1);
        foreach (var client in clients) client.Dispose();
        await Eventually.EqualAsync(0L, () => broker.ReceivingBytes, Eventually.Patience, "nothing to be held");
    }

    [Fact]
    public async Task Retained_messages_are_limited_in_bytes_and_those_of_this_process_are_kept_anyway()
    {
        await using var broker = await StartAsync(options => options.MaxRetainedBytes = 65_536);
        await using var publisher = await PlainClient.ConnectAsync(broker.Port);
        foreach (var (topic, bytes) in new[] { ("a", 40_000), ("b", 40_000), ("a", 1_000), ("c", 40_000), ("a", 60_000) })
            await publisher.PublishAsync(topic, new string('x', bytes), qos: 1, retain: true);
        await using var own = await broker.Connector.ConnectAsync(new MqttSessionOptions { ClientId = "own" }, new RecordingHandler());
        await own.PublishAsync("own", new byte[50_000], MqttQos.AtLeastOnce, retain: true);
        await using var late = await PlainClient.ConnectAsync(broker.Port);
        await late.SubscribeAsync(("#", 1));
        await late.UntilAsync(2);
        Assert.Equal([40_000, 50_000], late.Payloads.Select(payload => payload.Length).Order());
        Assert.Equal(2, broker.Counters[BrokerEvent.NotRetained]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_connects_and_says_nothing_is_disconnected_also_in_the_middle_of_the_TLS_handshake(bool tls)
    {
        await using var broker = await StartAsync(options =>
        {
            options.HandshakeSeconds = 1;
            options.Tls = tls ? Tls(clients: false) : null;
        });
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, broker.Port);
        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Eventually.Patience));
        await Eventually.EqualAsync(0, () => broker.Connections, Eventually.Patience, "the connection to be forgotten");
    }

    [Fact]
    public async Task Over_TLS_messages_of_every_size_pass_and_a_client_without_a_certificate_is_refused()
    {
        await using var broker = await StartAsync(options => (options.Tls, options.MaxQueuedBytes) = (Tls(clients: true), 16 << 20)); // all of it may wait
        var (certificate, key) = _authority.Issue("gateway");
        var handler = new RecordingHandler();
        await using var client = await MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port, Tls = new MqttTlsOptions { CaFile = _authority.CaFile, CertificateFile = certificate, KeyFile = key } })
            .ConnectAsync(new MqttSessionOptions { ClientId = "gateway" }, handler);
        await client.SubscribeAsync([new("#", MqttQos.AtMostOnce)]);
        for (var i = 0; i < 2_000; i++)
            await client.PublishAsync("small", new byte[i], MqttQos.AtMostOnce, retain: false);
        await client.PublishAsync("large", new byte[3 << 20], MqttQos.AtLeastOnce, retain: false);
        await Eventually.EqualAsync(2_001, () => handler.Count, Eventually.Patience, "everything");
        Assert.Equal(Enumerable.Range(0, 2_000).Append(3 << 20), handler.Messages.Select(message => message.Payload.Length));

        await Assert.ThrowsAsync<MqttConnectException>(() => MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port, Tls = new MqttTlsOptions { CaFile = _authority.CaFile } })
            .ConnectAsync(new MqttSessionOptions { ClientId = "stranger" }, new RecordingHandler()));
        using var others = new TestAuthority();
        var (foreign, foreignKey) = others.Issue("gateway");
        await Assert.ThrowsAsync<MqttConnectException>(() => MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port, Tls = new MqttTlsOptions { CaFile = _authority.CaFile, CertificateFile = foreign, KeyFile = foreignKey } })
            .ConnectAsync(new MqttSessionOptions { ClientId = "stranger" }, new RecordingHandler()));
        await Eventually.EqualAsync(2, () => broker.Counters[BrokerEvent.TlsRefused], Eventually.Patience, "both to be counted");
    }

    [Fact]
    public async Task By_default_only_this_machine_reaches_it()
    {
        await using var broker = await StartAsync(_ => { });
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == broker.Port);
        Assert.Equal([IPAddress.Loopback], listeners.Select(listener => listener.Address));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var first = await StartAsync(_ => { });
        await using var second = new EmbeddedBroker(new BrokerOptions { Port = first.Port }, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<PortInUseException>(() => second.StartAsync());
        Assert.Equal(first.Port, fault.Port);
    }

    private static async Task<EmbeddedBroker> StartAsync(Action<BrokerOptions> adjust)
    {
        var options = new BrokerOptions { Port = FreePort.Next() };
        adjust(options);
        var broker = new EmbeddedBroker(options, TimeProvider.System);
        await broker.StartAsync();
        return broker;
    }

    private BrokerTlsOptions Tls(bool clients)
    {
        var (certificate, key) = _authority.Issue("broker", "127.0.0.1");
        return new BrokerTlsOptions { CertificateFile = certificate, KeyFile = key, ClientCaFile = clients ? _authority.CaFile : null };
    }
}
