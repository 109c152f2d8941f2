using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Ends that no real broker makes, by a peer that sends what it is told to.</summary>
public sealed class ClosedTests() : MqttContract(MosquittoContractBroker.StartAsync)
{
    [Fact]
    public async Task The_reason_code_of_the_brokers_DISCONNECT_is_reported()
    {
        // Mosquitto 2.0.11 closes without a DISCONNECT when it stops or a session is taken over, so a scripted peer sends it.
        await using var peer = new ScriptedBroker();
        var connecting = ConnectAsync(new RecordingHandler(), port: peer.Port);
        await peer.AcceptAsync();
        var connection = await connecting;
        await peer.SendAsync([0xe0, 0x02, 0x8e, 0x00]);
        var end = await connection.Closed.WaitAsync(Soon);
        Assert.Equal((MqttDisconnectCause.ByBroker, (byte?)0x8e), (end.Cause, end.ReasonCode));
    }

    [Fact]
    public async Task A_broker_that_sends_nonsense_ends_the_session()
    {
        await using var peer = new ScriptedBroker();
        var connecting = ConnectAsync(new RecordingHandler(), port: peer.Port);
        await peer.AcceptAsync();
        var connection = await connecting;
        await peer.SendAsync([0xf7, 0x05, 1, 2, 3, 4, 5, 0xff, 0xff, 0xff, 0xff, 0xff]);
        Assert.NotEqual(MqttDisconnectCause.Requested, (await connection.Closed.WaitAsync(Soon)).Cause);
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 0x03, 0, 5, 97 })]
    [InlineData(new byte[] { 0x30, 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { 0x30, 0xff, 0xff, 0xff, 0x7f })]
    public async Task A_broker_that_breaks_the_protocol_is_reported_as_ProtocolFault(byte[] packet)
    {
        await using var peer = new ScriptedBroker();
        var connecting = ConnectAsync(new RecordingHandler(), port: peer.Port);
        await peer.AcceptAsync();
        var connection = await connecting;
        await peer.SendAsync(packet);
        Assert.Equal(MqttDisconnectCause.ProtocolFault, (await connection.Closed.WaitAsync(Soon)).Cause);
    }

    [Fact]
    public async Task A_quiet_link_that_works_stays_open()
    {
        await using var peer = new ScriptedBroker();
        var connecting = ConnectAsync(new RecordingHandler(), Session() with { KeepAliveSeconds = 5 }, peer.Port);
        await peer.AcceptAsync();
        var connection = await connecting;
        await peer.AnswerPingsAsync(2).WaitAsync(Soon);
        Assert.False(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_keep_alive_that_the_broker_sets_counts_instead_of_ours()
    {
        await using var peer = new ScriptedBroker();
        var connecting = ConnectAsync(new RecordingHandler(), Session() with { KeepAliveSeconds = 3600 }, peer.Port);
        await peer.AcceptAsync(keepAliveSeconds: 2);
        var connection = await connecting;
        await peer.AnswerPingsAsync(2).WaitAsync(Soon);
        Assert.False(connection.Closed.IsCompleted);
    }
}
