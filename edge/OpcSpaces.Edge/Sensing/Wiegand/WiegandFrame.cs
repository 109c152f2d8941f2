using System.Numerics;
using OpcSpaces.Edge.Sensing.Badges;

namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>
/// Decodes the frame of one card from the edges of two lines that are high at rest. A pulse to ground on line 0 or 1 is that bit. The
/// 24 or 32 bits of the number stand between an even parity bit over the first half and an odd parity bit over the second half.
/// Pulses last 20 to 100 µs (with some readers 160 µs), follow each other every 0.2 to 20 ms and never overlap (SIA Access Control
/// Standard Protocol, as in https://manualshive.com/ru/manual/promag/wec200/1615817?page=17). The parity bits do not detect two wrong
/// bits in one half. Therefore all pulses must also have a similar length and equal intervals: a lost pulse leaves a gap, and noise
/// is irregular. One error remains undetected: two pulses of one half that both move to the other line at their exact place.
/// </summary>
internal static class WiegandFrame
{
    public const int MostEdges = 4 * 34;

    private static readonly TimeSpan ShortestPulse = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan LongestPulse = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan ShortestBeat = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan LongestBeat = TimeSpan.FromMilliseconds(20);

    // A busy gateway may record an edge later by this much.
    private static readonly TimeSpan Jitter = TimeSpan.FromMicroseconds(20);

    /// <summary>
    /// Decodes a frame with silence before and after it. <paramref name="edges"/> of the two lines may be in any order; they are
    /// sorted by time. Writes the bytes of the card's number to <paramref name="number"/>, most significant byte first, and returns
    /// their count and the format.
    /// </summary>
    public static WiegandFault Read(List<WiegandEdge> edges, int bits, Span<byte> number, out int bytes, out BadgeFormat format)
    {
        (bytes, format) = (0, default);
        var pulses = new List<(int Bit, DateTimeOffset At, TimeSpan Width)>(34);
        var fault = Pulses(edges, pulses);
        if (fault != WiegandFault.None) return fault;
        if (pulses.Count is not (26 or 34) || (bits != WiegandConfig.Auto && pulses.Count != bits)) return WiegandFault.BitCount;
        if (!AreAlike(pulses)) return WiegandFault.PulseWidth;
        if (!HaveOneBeat(pulses)) return WiegandFault.Rhythm;
        var frame = pulses.Aggregate(0UL, (frame, pulse) => (frame << 1) | (uint)pulse.Bit);
        var half = pulses.Count / 2;
        if ((BitOperations.PopCount(frame >> half) & 1) != 0 || (BitOperations.PopCount(frame & ((1UL << half) - 1)) & 1) != 1) return WiegandFault.Parity;
        (bytes, format) = ((pulses.Count - 2) / 8, pulses.Count == 26 ? BadgeFormat.Wiegand26 : BadgeFormat.Wiegand34);
        var value = (frame >> 1) & ((1UL << (8 * bytes)) - 1);
        for (var i = bytes - 1; i >= 0; i--, value >>= 8) number[i] = (byte)value;
        return number[..bytes].ContainsAnyExcept((byte)0) && number[..bytes].ContainsAnyExcept((byte)0xFF) ? WiegandFault.None : WiegandFault.NoCard;
    }

    private static WiegandFault Pulses(List<WiegandEdge> edges, List<(int Bit, DateTimeOffset At, TimeSpan Width)> pulses)
    {
        // A stable sort, because a fall and its rise may have the same time.
        WiegandEdge? fall = null;
        foreach (var edge in edges.OrderBy(edge => edge.At))
        {
            if (edge.Low)
            {
                if (fall is { } low) return low.Line == edge.Line ? WiegandFault.HalfPulse : WiegandFault.BothLow;
                fall = edge;
                continue;
            }

            if (fall?.Line != edge.Line) return WiegandFault.HalfPulse;
            var width = edge.At - fall.Value.At;
            if (width < ShortestPulse || width > LongestPulse) return WiegandFault.PulseWidth;
            pulses.Add((edge.Line, fall.Value.At, width));
            fall = null;
        }

        return fall is null ? WiegandFault.None : WiegandFault.HalfPulse;
    }

    private static bool AreAlike(List<(int Bit, DateTimeOffset At, TimeSpan Width)> pulses)
    {
        var median = Median(pulses.Select(pulse => pulse.Width));
        var slack = Math.Max(median.Ticks * 3 / 10, Jitter.Ticks);
        return pulses.TrueForAll(pulse => Math.Abs((pulse.Width - median).Ticks) <= slack);
    }

    private static bool HaveOneBeat(List<(int Bit, DateTimeOffset At, TimeSpan Width)> pulses)
    {
        var beats = pulses.Zip(pulses.Skip(1), (one, next) => next.At - one.At).ToList();
        var median = Median(beats);
        return median >= ShortestBeat && median <= LongestBeat && beats.TrueForAll(beat => Math.Abs((beat - median).Ticks) <= Math.Max(median.Ticks / 20, 3 * Jitter.Ticks));
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
