using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Wire.Counting;

namespace OpcSpaces.Broker;

/// <summary>
/// Counts and logs connections that end before their TLS handshake is done; Kestrel says so only in its debug log. A client may try again many times a
/// second, so there is one line in ten seconds at most, with the number of those that it stands for. Thread-safe.
/// </summary>
internal sealed partial class TlsHandshakes(EventCounters<BrokerEvent> counters, TimeProvider time, ILogger logger)
{
    private static readonly object DoneItem = new();
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new(); // guards what follows
    private long? _loggedAt;
    private int _unsaid;

    /// <summary>Before TLS.</summary>
    public async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = connection.RemoteEndPoint;
        await next(connection);
        if (!connection.Items.ContainsKey(DoneItem))
            OnRefused(address);
    }

    /// <summary>Within TLS.</summary>
    public static Task DoneAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Items[DoneItem] = true;
        return next(connection);
    }

    private void OnRefused(EndPoint? address)
    {
        counters.Add(BrokerEvent.TlsRefused);
        lock (_gate)
        {
            _unsaid++;
            if (_loggedAt is { } last && time.GetElapsedTime(last) < LogEvery)
                return;
            LogRefused(logger, address, _unsaid);
            (_loggedAt, _unsaid) = (time.GetTimestamp(), 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The TLS handshake with {Address} failed ({Count} since the last such line): the client has no certificate that embeddedBroker.tls.clientCaFile signed, does not trust the broker's, or speaks no TLS")]
    private static partial void LogRefused(ILogger logger, EndPoint? address, int count);
}
