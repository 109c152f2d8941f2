using System.Runtime.CompilerServices;

namespace OpcSpaces.Wire.Counting;

/// <summary>Counts events by kind since it was created; safe from any thread. The kinds are an enum whose values count from 0.</summary>
public sealed class EventCounters<TKind>
    where TKind : struct, Enum
{
    private static readonly TKind[] Kinds = Enum.GetValues<TKind>();
    private readonly long[] _counts = new long[Kinds.Length];

    public long this[TKind kind] => Interlocked.Read(ref _counts[IndexOf(kind)]);

    /// <summary>The kinds that have occurred, with their counts.</summary>
    public IReadOnlyDictionary<TKind, long> Occurred() => Kinds.Where(kind => this[kind] > 0).ToDictionary(kind => kind, kind => this[kind]);

    public void Add(TKind kind, long times = 1) => Interlocked.Add(ref _counts[IndexOf(kind)], times);

    private static int IndexOf(TKind kind) => Unsafe.BitCast<TKind, int>(kind);
}
