using System.Buffers;
using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Reconnecting;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// Keeps a host application connected to its broker: Will, subscriptions, STATE (Sparkplug 3.0 §5.3), and reconnects after every loss.
/// Each CONNECT has one STATE timestamp, which never goes back: the larger of the clock and the last one + 1 ms.
/// Only a last one that is more than a day ahead of the clock is forgotten.
/// </summary>
public sealed class HostConnection
{
    private readonly IMqttConnector _connector;
    private readonly HostConnectionOptions _options;
    private readonly IHostListener _listener;
    private readonly IStateTimestampStore _timestamps;
    private readonly TimeProvider _time;
    private readonly SessionPauses _pauses;
    private volatile HostLink? _online;
    private volatile HostLink? _link; // set before STATE is published: a gateway may answer it before the broker acknowledges it

    /// <summary>Throws <see cref="ArgumentException"/> with every fault of the options at once.</summary>
    public HostConnection(
        IMqttConnector connector, HostConnectionOptions options, IHostListener listener, IStateTimestampStore timestamps,
        TimeProvider time, Random? random = null)
    {
        if (options.Faults() is [_, ..] faults) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        (_connector, _options, _listener, _timestamps, _time) = (connector, options, listener, timestamps, time);
        _pauses = new SessionPauses(options, random);
    }

    /// <summary>Events of all connections since this object was made.</summary>
    public EventCounters<HostConnectionEvent> Counters { get; } = new();

    public bool IsOnline => _online is not null;

    /// <summary>Runs until <paramref name="stop"/>, then publishes that the host is offline and returns. Waits for a broker that is away; a bug throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (detail, pause) = await RunLinkAsync(stop);
            if (stop.IsCancellationRequested) return;
            _listener.OnOffline(detail, pause);
            if (_pauses.Suspicion is { } suspicion) _listener.OnSuspicion(suspicion);
            await Task.Delay(pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks a node for its births (QoS 0, not retained, no seq). False when there is no connection.</summary>
    public ValueTask<bool> RequestRebirthAsync(NodeState node) => Send(node, static (to, now, _) => RebirthCommand.Encode(to, now));

    /// <summary>
    /// Sends a node its watermark, with the aliases of its birth where it has them, and without the link when the birth has no metric for
    /// links. False when there is no connection: the watermark is lost and must be sent again later.
    /// </summary>
    public ValueTask<bool> SendCommittedAsync(NodeState node, CommittedCommand watermark) =>
        Send(node, (to, now, birth) => (birth?.CommittedChainAlias is null ? watermark with { Chain = null } : watermark)
            .Encode(to, now, birth?.EpochAlias, birth?.CommittedAlias, birth?.CommittedChainAlias));

    private ValueTask<bool> Send(NodeState node, Action<ArrayBufferWriter<byte>, long, BirthCertificate?> encode)
    {
        var payload = new ArrayBufferWriter<byte>(64);
        encode(payload, NowMs, node.Certificate);
        return SendAsync(node.CommandTopic, payload.WrittenMemory);
    }

    private async ValueTask<bool> SendAsync(string topic, ReadOnlyMemory<byte> payload)
    {
        if (_link?.Connection is not { } connection)
        {
            Counters.Add(HostConnectionEvent.CommandLost);
            return false;
        }

        try
        {
            await connection.PublishAsync(topic, payload, MqttQos.AtMostOnce, retain: false);
            Counters.Add(HostConnectionEvent.CommandSent);
            return true;
        }
        catch (IOException)
        {
            Counters.Add(HostConnectionEvent.CommandLost);
            return false;
        }
    }

    /// <summary>One connection from beginning to end; returns the reason why it ended, and the pause before the next.</summary>
    private async Task<(string Detail, TimeSpan Pause)> RunLinkAsync(CancellationToken stop)
    {
        using var link = new HostLink(_options, NextTimestamp(), _listener, Counters, _time);
        try
        {
            _link = link;
            await link.OpenAsync(_connector, stop);
            _online = link;
            var began = _time.GetTimestamp();
            var ended = await Task.WhenAny(link.Connection!.Closed, link.Overtaken).WaitAsync(stop);
            if (ended != link.Overtaken)
            {
                var how = await link.Connection.Closed;
                return (how.ToString(), _pauses.AfterBreak(_time.GetElapsedTime(began), how));
            }

            var seen = await link.Overtaken;
            _timestamps.Write(Math.Max(seen, _timestamps.Read() ?? 0));
            return ($"STATE was seen with timestamp {seen}, which is later than our {link.TimestampMs}", _pauses.AfterBreak(_time.GetElapsedTime(began), null));
        }
        catch (MqttConnectionLostException e) when (e.Disconnection.IsTakenOver)
        {
            return (e.Message, _pauses.AfterBreak(TimeSpan.Zero, e.Disconnection));
        }
        catch (MqttConnectException e) when (e.ReasonCode == MqttReason.ClientIdentifierNotValid)
        {
            return (e.Message, _pauses.AfterRefusedId());
        }
        catch (IOException e)
        {
            return (e.Message, _pauses.AfterFailure());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await LeaveAsync(link);
            return ("stopped", TimeSpan.Zero);
        }
        finally
        {
            _online = _link = null;
            if (link.Connection is { } connection) await connection.DisposeAsync();
        }
    }

    private async Task LeaveAsync(HostLink link)
    {
        if (link.Connection is null) return;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.FarewellTimeoutMs), _time);
        try
        {
            await link.LeaveAsync(NextTimestamp(), timeout.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The connection is closed without a DISCONNECT, so the broker sends the Will instead.
        }
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private long NextTimestamp()
    {
        // On disk before it is used, so that no restart can use an earlier one. One that nobody believes is not continued.
        var next = NowMs;
        if (_timestamps.Read() is { } last && next <= last && !new HostState(true, last).IsFromFuture(next)) next = last + 1;
        _timestamps.Write(next);
        return next;
    }
}
