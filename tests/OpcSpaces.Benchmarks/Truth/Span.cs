namespace OpcSpaces.Benchmarks.Truth;

/// <summary>A span of time from one moment up to another, in ms since 1970 UTC.</summary>
internal readonly record struct Span(long FromMs, long ToMs)
{
    public double Minutes => (ToMs - FromMs) / 60_000.0;

    /// <summary>The part that is also in the other span; without length when there is none.</summary>
    public Span Within(Span other)
    {
        var from = Math.Max(FromMs, other.FromMs);
        return new Span(from, Math.Max(from, Math.Min(ToMs, other.ToMs)));
    }
}
