namespace OpcSpaces.Wire.Host;

/// <summary>What a host connection has done and dropped since it was made; safe to read at any time.</summary>
public sealed class HostConnectionCounters
{
    private long _connects, _retained, _stateRepublished, _commandsSent, _commandsLost;

    public long Connects => Interlocked.Read(ref _connects);

    /// <summary>Retained messages of edge nodes, which no conforming one makes; dropped.</summary>
    public long RetainedDropped => Interlocked.Read(ref _retained);

    /// <summary>How often this host saw itself declared offline and said online again.</summary>
    public long StateRepublished => Interlocked.Read(ref _stateRepublished);

    public long CommandsSent => Interlocked.Read(ref _commandsSent);

    /// <summary>Commands that found no connection.</summary>
    public long CommandsLost => Interlocked.Read(ref _commandsLost);

    internal void Connected() => Interlocked.Increment(ref _connects);

    internal void Retained() => Interlocked.Increment(ref _retained);

    internal void Republished() => Interlocked.Increment(ref _stateRepublished);

    internal bool Command(bool sent)
    {
        Interlocked.Increment(ref sent ? ref _commandsSent : ref _commandsLost);
        return sent;
    }
}
