namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What one edge node has done and dropped since it was made; safe to read at any time.</summary>
public sealed class EdgeNodeCounters
{
    private long _connects, _births, _dataMessages, _commandsRefused, _commandsMalformed, _statesOutdated, _statesMalformed, _failures;

    public long Connects => Interlocked.Read(ref _connects);

    /// <summary>Complete birth sequences, rebirths included.</summary>
    public long Births => Interlocked.Read(ref _births);

    public long DataMessages => Interlocked.Read(ref _dataMessages);

    /// <summary>Metrics in commands that are not on the list of what a host may write.</summary>
    public long CommandsRefused => Interlocked.Read(ref _commandsRefused);

    /// <summary>Commands whose payload could not be read or lacked a part.</summary>
    public long CommandsMalformed => Interlocked.Read(ref _commandsMalformed);

    public long StatesOutdated => Interlocked.Read(ref _statesOutdated);

    public long StatesMalformed => Interlocked.Read(ref _statesMalformed);

    /// <summary>Connections and births that did not come about.</summary>
    public long FailedAttempts => Interlocked.Read(ref _failures);

    internal void Connected() => Interlocked.Increment(ref _connects);

    internal void Born() => Interlocked.Increment(ref _births);

    internal void DataPublished() => Interlocked.Increment(ref _dataMessages);

    internal void CommandRefused(int metrics) => Interlocked.Add(ref _commandsRefused, metrics);

    internal void CommandMalformed() => Interlocked.Increment(ref _commandsMalformed);

    internal void StateOutdated() => Interlocked.Increment(ref _statesOutdated);

    internal void StateMalformed() => Interlocked.Increment(ref _statesMalformed);

    internal void AttemptFailed() => Interlocked.Increment(ref _failures);
}
