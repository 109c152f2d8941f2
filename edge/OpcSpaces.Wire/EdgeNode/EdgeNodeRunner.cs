using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Reconnecting;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// Keeps an edge node in session: connects, and connects again after every end, with a random pause that grows. Talks to one broker at a
/// time, and goes to the next one in the list after a failure or when the primary host is offline there. Needs no thread while it
/// waits; a process may run any number of runners.
/// </summary>
public sealed class EdgeNodeRunner
{
    private readonly EdgeNodeOptions _options;
    private readonly IReadOnlyList<IMqttConnector> _brokers;
    private readonly IBirthSource _births;
    private readonly ICommandHandler _commands;
    private readonly ISessionListener _listener;
    private readonly IBirthSequenceStore _birthSequences;
    private readonly TimeProvider _time;
    private readonly PrimaryHostState[] _hostByBroker;
    private readonly SessionPauses _pauses;

    /// <summary>Throws <see cref="ArgumentException"/> with every fault of the options at once.</summary>
    public EdgeNodeRunner(
        EdgeNodeOptions options, IReadOnlyList<IMqttConnector> brokers, IBirthSource births, ICommandHandler commands,
        ISessionListener listener, IBirthSequenceStore birthSequences, TimeProvider time, Random? random = null)
    {
        if (options.Faults() is [_, ..] faults) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        ArgumentOutOfRangeException.ThrowIfZero(brokers.Count);
        (_options, _brokers, _births, _commands, _listener) = (options, brokers, births, commands, listener);
        (_birthSequences, _time) = (birthSequences, time);
        _hostByBroker = [.. brokers.Select(_ => new PrimaryHostState(time))];
        _pauses = new SessionPauses(options, random);
    }

    /// <summary>Events of all sessions since this runner was made.</summary>
    public EventCounters<EdgeNodeEvent> Counters { get; } = new();

    /// <summary>Runs until <paramref name="stop"/>, then sends the NDEATH, disconnects and returns. Waits for a broker that is away; a bug throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var broker = 0; !stop.IsCancellationRequested; broker = (broker + 1) % _brokers.Count)
        {
            var pause = await RunSessionAsync(broker, stop);
            if (stop.IsCancellationRequested) return;
            await PauseAsync(pause, stop);
        }
    }

    /// <summary>One session; returns the pause before the next one.</summary>
    private async Task<TimeSpan> RunSessionAsync(int broker, CancellationToken stop)
    {
        var session = new EdgeNodeSession(_options, NextBirthSequence(), _births, _commands, _listener, _hostByBroker[broker], Counters, _time);
        var started = false;
        var began = _time.GetTimestamp();
        try
        {
            started = await session.OpenAsync(_brokers[broker], leaveWhenHostOffline: _brokers.Count > 1, stop);
            if (started)
            {
                _listener.OnSessionStarted(session);
                await session.Ended.WaitAsync(stop);
            }
        }
        catch (IOException e)
        {
            Counters.Add(EdgeNodeEvent.AttemptFailed);
            await session.AbandonAsync(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            await session.AbandonAsync(e.Message);
            throw;
        }

        if (stop.IsCancellationRequested) await session.StopAsync();
        var end = await session.Ended;
        var pause = PauseAfter(end, started, _time.GetElapsedTime(began));
        _listener.OnSessionEnded(started ? session : null, end with { Broker = _brokers[broker].Address, Suspicion = _pauses.Suspicion });
        return pause;
    }

    private TimeSpan PauseAfter(SessionEnd end, bool started, TimeSpan lasted)
    {
        if (started && end.Reason == SessionEndReason.HostOffline) return _pauses.AfterIntendedEnd();
        return started || end.Disconnection is { IsTakenOver: true } ? _pauses.AfterBreak(lasted, end.Disconnection) : _pauses.AfterFailure();
    }

    private byte NextBirthSequence()
    {
        // On disk before the CONNECT that uses it: a crash in between skips a number, which hosts allow, and no number is used twice.
        var next = _birthSequences.Read() is { } last ? unchecked((byte)(last + 1)) : (byte)0;
        _birthSequences.Write(next);
        return next;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, _time, stop);
            // What follows writes to disk and looks up names, which must not happen on the thread that fires timers.
            await Task.Yield();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
