namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>One hour, and the time at which it is settled, in ms of a place's running clock.</summary>
internal readonly record struct HourWindow(long FromMs, long ToMs, long NowMs)
{
    /// <summary>The ms of a span that lie in the hour.</summary>
    public long Within(long fromMs, long toMs) => Math.Max(0, Math.Min(ToMs, toMs) - Math.Max(FromMs, fromMs));
}
