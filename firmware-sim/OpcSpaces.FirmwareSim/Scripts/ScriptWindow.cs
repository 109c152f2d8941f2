using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>A time in which a script entry is active.</summary>
internal readonly record struct ScriptWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The windows of an entry that end after <paramref name="from"/>, in order; without end if the entry has none.</summary>
    public static IEnumerable<ScriptWindow> After(ScriptEntry entry, BuildingClock clock, DateTimeOffset from)
    {
        var first = entry.From is { } begins ? Instant(clock, begins) : DateTimeOffset.MinValue;
        var last = entry.To is { } ends ? Instant(clock, ends) : DateTimeOffset.MaxValue;
        if (entry.Daily is not { } daily)
        {
            if (last > from)
                yield return new ScriptWindow(first, last);
            yield break;
        }
        var hours = daily.To - daily.From;
        for (var date = DateOnly.FromDateTime(clock.Local(first > from ? first : from)).AddDays(-1); date < DateOnly.MaxValue.AddDays(-1); date = date.AddDays(1))
        {
            var start = clock.Instant(date, daily.From.ToTimeSpan().TotalSeconds);
            var window = new ScriptWindow(start > first ? start : first, start + hours < last ? start + hours : last);
            if (window.From >= last)
                yield break;
            if (window.To > from && window.To > window.From)
                yield return window;
        }
    }

    private static DateTimeOffset Instant(BuildingClock clock, DateTime local) =>
        clock.Instant(DateOnly.FromDateTime(local), local.TimeOfDay.TotalSeconds);
}

/// <summary>Goes through the windows of one entry: whether it is active, and when this changes next.</summary>
internal sealed class ScriptSchedule : IDisposable
{
    private readonly IEnumerator<ScriptWindow> _windows;
    private bool _hasMore;

    public ScriptSchedule(IEnumerable<ScriptWindow> windows)
    {
        _windows = windows.GetEnumerator();
        _hasMore = _windows.MoveNext();
    }

    public bool IsOn { get; private set; }

    /// <summary>The current or the next window.</summary>
    public ScriptWindow Window => _windows.Current;

    /// <summary><see cref="DateTimeOffset.MaxValue"/> when nothing follows.</summary>
    public DateTimeOffset Next => !_hasMore ? DateTimeOffset.MaxValue : IsOn ? Window.To : Window.From;

    /// <summary>Returns true when the entry became active or inactive by <paramref name="now"/>; to be called until it returns false.</summary>
    public bool TrySwitch(DateTimeOffset now)
    {
        if (!_hasMore || Next > now)
            return false;
        IsOn = !IsOn;
        if (!IsOn)
            _hasMore = _windows.MoveNext();
        return true;
    }

    public void Dispose() => _windows.Dispose();
}
