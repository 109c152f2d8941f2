using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt;

public sealed class ConnectTests() : MqttContract(() => MosquittoContractBroker.StartAsync(WithUsers)), IDisposable
{
    private readonly TemporaryDirectory _directory = new("mqtt-connect");

    private static readonly MosquittoOptions WithUsers = new()
    {
        Users = new Dictionary<string, string> { ["gateway"] = "right" },
        Acl = "user gateway\ntopic readwrite allowed/#\ntopic read denied/#\n",
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_password_in_the_file_opens_the_session()
    {
        await using var connection = await WithPassword("right\n").ConnectAsync(Session(), new RecordingHandler());
        await connection.PublishAsync("allowed/1", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false);
        Assert.False(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_the_brokers_code()
    {
        var refused = await Assert.ThrowsAsync<MqttConnectException>(
            () => WithPassword("wrong").ConnectAsync(Session(), new RecordingHandler()));
        Assert.Equal((MqttConnectFailure.Refused, MqttReason.NotAuthorized), (refused.Failure, refused.ReasonCode));
        Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_the_access_list_forbids_is_refused_when_it_is_acknowledged()
    {
        await using var connection = await WithPassword("right").ConnectAsync(Session(), new RecordingHandler());
        await connection.PublishAsync("allowed/1", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false);
        var refused = await Assert.ThrowsAsync<MqttPublishRefusedException>(
            async () => await connection.PublishAsync("denied/1", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false));
        Assert.Equal(("denied/1", MqttReason.NotAuthorized), (refused.Topic, refused.ReasonCode));

        // Debian's Mosquitto 2.0.11 closes the link after such a PUBACK.
        await connection.Closed.WaitAsync(Soon);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable_at_once()
    {
        var failed = await Assert.ThrowsAsync<MqttConnectException>(
            () => Connector(FreePort.Next()).ConnectAsync(Session(), new RecordingHandler()));
        Assert.Equal(MqttConnectFailure.Unreachable, failed.Failure);
        Assert.Contains("refused", failed.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_host_without_an_address_is_unreachable()
    {
        var connector = MqttConnector.Create(new MqttEndpointOptions { Host = "nowhere.invalid" });
        var failed = await Assert.ThrowsAsync<MqttConnectException>(() => connector.ConnectAsync(Session(), new RecordingHandler()));
        Assert.Equal(MqttConnectFailure.Unreachable, failed.Failure);
    }

    [Fact]
    public async Task A_host_by_name_is_found()
    {
        var connector = MqttConnector.Create(new MqttEndpointOptions
        {
            Host = "localhost",
            Port = Broker.Port,
            Username = "gateway",
            PasswordFile = PasswordFile("right"),
        });
        await using var connection = await connector.ConnectAsync(Session(), new RecordingHandler());
        Assert.False(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_peer_that_accepts_and_sends_nothing_is_given_up_after_the_timeout()
    {
        using var silent = Listen();
        var started = Stopwatch.GetTimestamp();
        using var awake = new AwakeTime();
        var failed = await Assert.ThrowsAsync<MqttConnectException>(
            () => Connector(silent.Port()).ConnectAsync(Session() with { ConnectTimeoutSeconds = 1 }, new RecordingHandler()));
        Assert.Equal(MqttConnectFailure.Timeout, failed.Failure);
        Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds >= 0.9, "too early");
        Assert.InRange(awake.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task A_host_that_drops_packets_is_given_up_after_the_timeout()
    {
        // The queue of connections that wait to be accepted is full: further SYNs get no answer at all.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var fillers = new List<Socket>();
        for (var i = 0; i < 4; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            fillers.Add(filler);
            try
            {
                filler.Connect(full.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // In progress.
            }
        }

        var failed = await Assert.ThrowsAsync<MqttConnectException>(() => Connector(((IPEndPoint)full.LocalEndPoint!).Port)
            .ConnectAsync(Session() with { ConnectTimeoutSeconds = 1 }, new RecordingHandler()));
        Assert.Equal(MqttConnectFailure.Timeout, failed.Failure);
        fillers.ForEach(f => f.Dispose());
    }

    [Fact]
    public async Task Cancelling_ends_a_connect_that_hangs()
    {
        using var silent = Listen();
        using var cancel = new CancellationTokenSource();
        var connecting = Connector(silent.Port()).ConnectAsync(Session(), new RecordingHandler(), cancel.Token);
        using var accepted = await silent.AcceptSocketAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Soon));

        // And the link is closed.
        accepted.ReceiveTimeout = (int)Soon.TotalMilliseconds;
        var buffer = new byte[1024];
        int read;
        do
        {
            try
            {
                read = accepted.Receive(buffer);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                read = 0;
            }
        }
        while (read > 0);
    }

    [Fact]
    public async Task A_peer_that_closes_before_its_answer_is_unreachable()
    {
        using var rude = Listen();
        var connecting = Connector(rude.Port()).ConnectAsync(Session(), new RecordingHandler());
        (await rude.AcceptSocketAsync()).Dispose();
        var failed = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Soon));
        Assert.Equal(MqttConnectFailure.Unreachable, failed.Failure);
    }

    [Fact]
    public async Task A_peer_that_speaks_another_protocol_is_refused()
    {
        using var other = Listen();
        var connecting = Connector(other.Port()).ConnectAsync(Session() with { ConnectTimeoutSeconds = 2 }, new RecordingHandler());
        using var accepted = await other.AcceptSocketAsync();
        await accepted.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Soon));
    }

    [Fact]
    public async Task Invalid_options_are_refused_before_anything_is_sent()
    {
        var connector = Connector();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => connector.ConnectAsync(Session() with { KeepAliveSeconds = 1 }, new RecordingHandler()));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => connector.ConnectAsync(Session() with { ClientId = "" }, new RecordingHandler()));
        var will = new MqttWill("a/#", default, MqttQos.AtMostOnce, Retain: false);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => connector.ConnectAsync(Session(will), new RecordingHandler()));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private IMqttConnector WithPassword(string password) => MqttConnector.Create(new MqttEndpointOptions
    {
        Port = Broker.Port,
        Username = "gateway",
        PasswordFile = PasswordFile(password),
    });

    private string PasswordFile(string password)
    {
        var file = _directory.File("password");
        File.WriteAllText(file, password);
        return file;
    }
}
