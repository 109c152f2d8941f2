using System.Numerics;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// Sums of one place by weekday and hour, eight hours at a time, because a heat map adds millions of hours (benchmark: metrics). Sums of int
/// are enough: the longest history has 262 dates of each weekday.
/// </summary>
internal sealed class WeekSums
{
    private const int Cells = 7 * 24;

    private readonly int[] _known = new int[Cells], _expected = new int[Cells], _low = new int[Cells], _high = new int[Cells];
    private readonly long[] _rare = new long[Cells];

    /// <summary>Adds the kept hours of a date, in place of idle ones that were counted with it.</summary>
    /// <param name="cell">The cell of the first kept hour.</param>
    /// <param name="columns">The kept hours.</param>
    /// <param name="page">Which of them.</param>
    public void Add(int cell, HourColumns columns, in DayPage page)
    {
        ReadOnlySpan<int> known = columns.Known.AsSpan(page.Offset, page.Count);
        ReadOnlySpan<int> expected = columns.Expected.AsSpan(page.Offset, page.Count);
        ReadOnlySpan<int> low = columns.Low.AsSpan(page.Offset, page.Count);
        ReadOnlySpan<int> high = columns.High.AsSpan(page.Offset, page.Count);
        var hour = new Vector<int>(CommunityCalendar.HourMs);
        var i = 0;
        for (; i <= known.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var (e, l, h) = (TimeSum.Load(expected, i), TimeSum.Load(low, i), TimeSum.Load(high, i));
            Add(_known, cell + i, TimeSum.Load(known, i) - hour);
            Add(_expected, cell + i, e);
            Add(_low, cell + i, Vector.Min(l, e));
            Add(_high, cell + i, Vector.Max(h, e));
            if (!Vector.GreaterThanAny(e, h) && !Vector.LessThanAny(e, l)) continue;
            for (var rare = i; rare < i + Vector<int>.Count; rare++) _rare[cell + rare] += TimeSum.Rare(known[rare], expected[rare], low[rare], high[rare]);
        }

        for (; i < known.Length; i++)
        {
            _known[cell + i] += known[i] - CommunityCalendar.HourMs;
            _expected[cell + i] += expected[i];
            _low[cell + i] += Math.Min(low[i], expected[i]);
            _high[cell + i] += Math.Max(high[i], expected[i]);
            _rare[cell + i] += TimeSum.Rare(known[i], expected[i], low[i], high[i]);
        }
    }

    /// <summary>Adds everything to the cells of a heat map, and begins anew.</summary>
    public void MoveTo(TimeSum[] cells)
    {
        for (var cell = 0; cell < Cells; cell++) cells[cell].Add(new TimeSum(0, _known[cell], _expected[cell], _low[cell], _high[cell], _rare[cell]));
        foreach (var sums in (int[][])[_known, _expected, _low, _high]) Array.Clear(sums);
        Array.Clear(_rare);
    }

    private static void Add(int[] sums, int cell, Vector<int> add) => (new Vector<int>(sums, cell) + add).CopyTo(sums, cell);
}
