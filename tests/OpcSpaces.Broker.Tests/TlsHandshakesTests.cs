using System.Net;
using Microsoft.AspNetCore.Connections;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker.Tests;

public sealed class TlsHandshakesTests
{
    private readonly EventCounters<BrokerEvent> _counters = new();
    private readonly FakeTime _time = new();
    private readonly RecordingLogger<TlsHandshakes> _log = new();

    [Fact]
    public async Task Clients_that_TLS_refuses_are_counted_and_logged_once_in_ten_seconds_with_their_number()
    {
        var handshakes = new TlsHandshakes(_counters, _time, _log);
        for (var i = 0; i < 5; i++)
            await handshakes.WatchAsync(Connection(), _ => Task.CompletedTask); // the handshake failed: nobody went on
        Assert.Equal(5, _counters[BrokerEvent.TlsRefused]);
        Assert.StartsWith("The TLS handshake with 10.0.0.7:5 failed (1 since", Assert.Single(_log.Messages), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(10));
        await handshakes.WatchAsync(Connection(), _ => Task.CompletedTask);
        Assert.Contains("(5 since", _log.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_came_through_is_not_logged()
    {
        var handshakes = new TlsHandshakes(_counters, _time, _log);
        await handshakes.WatchAsync(Connection(), connection => TlsHandshakes.DoneAsync(connection, _ => Task.CompletedTask));
        Assert.Empty(_log.Messages);
    }

    private static DefaultConnectionContext Connection() => new("c") { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("10.0.0.7"), 5) };
}
