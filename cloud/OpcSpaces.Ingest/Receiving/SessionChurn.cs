using OpcSpaces.Ingest.Status;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Notices gateways whose sessions follow each other too fast: two machines that run under one id throw each other out. A rebirth is not a
/// new session. Belongs to the ingest loop.
/// </summary>
internal sealed class SessionChurn(SuspicionBoard suspicions)
{
    private const int SuspiciousSessions = 5;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Births> _byNode = new(StringComparer.Ordinal);

    /// <param name="node"><c>group/edgenode</c>.</param>
    /// <param name="birthSequence">bdSeq, which counts the connections of a node; null where it sends none.</param>
    /// <param name="at">When the birth came.</param>
    public void Born(string node, ulong? birthSequence, DateTimeOffset at)
    {
        if (!_byNode.TryGetValue(node, out var births))
            _byNode[node] = births = new Births();
        if (births.BirthSequence == birthSequence && !births.HasDied)
            return;
        (births.BirthSequence, births.HasDied) = (birthSequence, false);
        births.Times.Enqueue(at);
        while (births.Times.Count > 0 && at - births.Times.Peek() > Within)
            births.Times.Dequeue();
        if (births.Times.Count < SuspiciousSessions)
            return;
        while (births.Times.Count > SuspiciousSessions)
            births.Times.Dequeue();
        suspicions.Note(
            node,
            $"{node} has begun {SuspiciousSessions} sessions within {Math.Ceiling((at - births.Times.Peek()).TotalSeconds)} s: two gateways may run under this id, or its link breaks again and again.");
    }

    public void Died(string node)
    {
        if (_byNode.TryGetValue(node, out var births))
            births.HasDied = true;
    }

    /// <summary>The broker was lost, or ingest starts over: the births that follow say nothing about the gateways.</summary>
    public void Clear() => _byNode.Clear();

    private sealed class Births
    {
        public Queue<DateTimeOffset> Times { get; } = new();

        public ulong? BirthSequence { get; set; }

        /// <summary>True before the first birth, so that it counts.</summary>
        public bool HasDied { get; set; } = true;
    }
}
