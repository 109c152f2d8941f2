namespace OpcSpaces.Points.Hours;

/// <summary>Ranges of time that do not overlap, in their order, so that they stay few however often something is added. Not thread-safe.</summary>
public sealed class TimeRanges
{
    private readonly List<TimeRange> _ranges = [];

    /// <summary>The earliest comes first.</summary>
    public IReadOnlyList<TimeRange> All => _ranges;

    /// <summary>Adds a range, in ms since 1970 UTC. It becomes one with the newest ones that do not end before it begins.</summary>
    public void Add(long fromMs, long toMs)
    {
        while (_ranges.Count > 0 && _ranges[^1].ToMs >= fromMs)
        {
            (fromMs, toMs) = (Math.Min(fromMs, _ranges[^1].FromMs), Math.Max(toMs, _ranges[^1].ToMs));
            _ranges.RemoveAt(_ranges.Count - 1);
        }

        _ranges.Add(new TimeRange(fromMs, toMs));
    }

    /// <summary>Forgets what lies after a time, in ms since 1970 UTC.</summary>
    public void CutAfter(long ms)
    {
        _ranges.RemoveAll(range => range.FromMs >= ms);
        for (var i = 0; i < _ranges.Count; i++)
            _ranges[i] = _ranges[i] with { ToMs = Math.Min(_ranges[i].ToMs, ms) };
    }

    /// <summary>Forgets the ranges that end before a time, in ms since 1970 UTC.</summary>
    public void Forget(long beforeMs) => _ranges.RemoveAll(range => range.ToMs < beforeMs);

    /// <summary>Goes on with other ranges, as <see cref="All"/> gave them.</summary>
    public void Load(IEnumerable<TimeRange> ranges)
    {
        _ranges.Clear();
        _ranges.AddRange(ranges);
    }
}

/// <summary>From when until when, in ms since 1970 UTC.</summary>
public readonly record struct TimeRange(long FromMs, long ToMs);
