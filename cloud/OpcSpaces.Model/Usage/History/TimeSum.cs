using System.Numerics;
using System.Runtime.InteropServices;

namespace OpcSpaces.Model.Usage.History;

/// <summary>
/// The occupied time of places over hours: sums of whole ms, without any rounding.
/// </summary>
/// <remarks>
/// The bounds are sums of percentiles, as in <see cref="Presence.DeskDay"/>: the hours are not independent, because one person who sits
/// still, or one walkway, affects many of them in the same direction. If all are at their 10th, or all at their 90th percentile together
/// (comonotonic), percentiles add exactly; hours that depend less have an 80 % interval inside. One kind of hour breaks this: one that is
/// occupied with less than 10 % probability has the 90th percentile 0, and so many of them together would have an upper bound below the
/// expected time (and the reverse for almost always occupied ones). Their expected time counts for the bound instead, and the bound is
/// widened by the 90th percentile of a normal distribution with the largest variance that they can have together if they are independent,
/// Σ expected × (known − expected).
/// </remarks>
/// <param name="PossibleMs">How much time is asked about.</param>
/// <param name="KnownMs">How much of it is known.</param>
/// <param name="ExpectedMs">The expected occupied time within the known time.</param>
/// <param name="LowMs">The sum of 10th percentiles.</param>
/// <param name="HighMs">The sum of 90th percentiles.</param>
/// <param name="RareSquareSeconds">The variance of the hours whose percentiles do not tell, in s².</param>
public record struct TimeSum(long PossibleMs, long KnownMs, long ExpectedMs, long LowMs, long HighMs, long RareSquareSeconds)
{
    // The 90th percentile of the standard normal distribution.
    private const double Quantile = 1.2815515655;

    private const int Length = Calendars.CommunityCalendar.HourMs;

    /// <summary>The lower bound of the occupied time within the known time, in ms.</summary>
    public readonly double LowerMs => Math.Max(0, LowMs - (Quantile * 1_000 * Math.Sqrt(RareSquareSeconds)));

    /// <summary>The upper bound of the occupied time within the known time, in ms.</summary>
    public readonly double UpperMs => Math.Min(KnownMs, HighMs + (Quantile * 1_000 * Math.Sqrt(RareSquareSeconds)));

    /// <summary>The known part of the time that is asked about, 0 to 1; 1 where nothing is asked about.</summary>
    public readonly double Coverage => PossibleMs > 0 ? (double)KnownMs / PossibleMs : 1;

    /// <summary>Adds an hour, or the open part of one.</summary>
    public void Add(int possibleMs, in PlaceHour hour)
    {
        PossibleMs += possibleMs;
        AddKnown(hour.KnownMs, hour.ExpectedMs, hour.LowMs, hour.HighMs);
    }

    public void Add(in TimeSum other)
    {
        (PossibleMs, KnownMs, ExpectedMs) = (PossibleMs + other.PossibleMs, KnownMs + other.KnownMs, ExpectedMs + other.ExpectedMs);
        (LowMs, HighMs, RareSquareSeconds) = (LowMs + other.LowMs, HighMs + other.HighMs, RareSquareSeconds + other.RareSquareSeconds);
    }

    /// <summary>Adds whole hours that were observed and in which nothing happened.</summary>
    internal void AddIdle(int hours)
    {
        PossibleMs += (long)hours * Length;
        KnownMs += (long)hours * Length;
    }

    /// <summary>Adds a part of an hour in which nothing happened.</summary>
    internal void AddIdlePart(int possibleMs, int knownMs)
    {
        PossibleMs += possibleMs;
        KnownMs += knownMs;
    }

    /// <summary>Adds whole hours of which nothing is known.</summary>
    internal void AddUnknown(int hours) => PossibleMs += (long)hours * Length;

    internal void AddKnown(int known, int expected, int low, int high)
    {
        KnownMs += known;
        ExpectedMs += expected;
        LowMs += Math.Min(low, expected);
        HighMs += Math.Max(high, expected);
        RareSquareSeconds += Rare(known, expected, low, high);
    }

    /// <summary>Adds hours of one date: so few that sums of int do not overflow. Eight at a time, because a ranking adds millions; benchmark: metrics.</summary>
    internal void AddKnown(ReadOnlySpan<int> known, ReadOnlySpan<int> expected, ReadOnlySpan<int> low, ReadOnlySpan<int> high)
    {
        // All have the same length, so that no vector reaches beyond an end.
        expected = expected[..known.Length];
        low = low[..known.Length];
        high = high[..known.Length];
        var (knowns, expecteds, lows, highs) = (Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero, Vector<int>.Zero);
        var i = 0;
        for (; i <= known.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var (e, l, h) = (Load(expected, i), Load(low, i), Load(high, i));
            knowns += Load(known, i);
            expecteds += e;
            lows += Vector.Min(l, e);
            highs += Vector.Max(h, e);
            if (Vector.GreaterThanAny(e, h) || Vector.LessThanAny(e, l)) RareSquareSeconds += Rare(known.Slice(i, Vector<int>.Count), expected[i..], low[i..], high[i..]);
        }

        (KnownMs, ExpectedMs) = (KnownMs + Vector.Sum(knowns), ExpectedMs + Vector.Sum(expecteds));
        (LowMs, HighMs) = (LowMs + Vector.Sum(lows), HighMs + Vector.Sum(highs));
        for (; i < known.Length; i++) AddKnown(known[i], expected[i], low[i], high[i]);
    }

    /// <summary>The variance of an hour whose percentiles do not tell of it, in s²; else 0.</summary>
    internal static long Rare(int known, int expected, int low, int high) =>
        expected > high || expected < low ? (expected / 1_000) * (long)((known - expected) / 1_000) : 0;

    /// <summary>A vector of a span from an index on; the caller makes sure that it is long enough.</summary>
    internal static Vector<int> Load(ReadOnlySpan<int> span, int index) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(span), (nuint)index);

    private static long Rare(ReadOnlySpan<int> known, ReadOnlySpan<int> expected, ReadOnlySpan<int> low, ReadOnlySpan<int> high)
    {
        var sum = 0L;
        for (var i = 0; i < known.Length; i++) sum += Rare(known[i], expected[i], low[i], high[i]);
        return sum;
    }
}
