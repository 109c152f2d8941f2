namespace OpcSpaces.Wire.Host;

/// <summary>Counts faults by kind; safe to read from any thread.</summary>
public sealed class PeerFaults
{
    private readonly long[] _counts = new long[Enum.GetValues<PeerFault>().Length];

    public long this[PeerFault fault] => Interlocked.Read(ref _counts[(int)fault]);

    /// <summary>The kinds that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<PeerFault, long> Occurred() =>
        Enum.GetValues<PeerFault>().Where(fault => this[fault] > 0).ToDictionary(fault => fault, fault => this[fault]);

    internal void Add(PeerFault fault, int times = 1) => Interlocked.Add(ref _counts[(int)fault], times);
}
