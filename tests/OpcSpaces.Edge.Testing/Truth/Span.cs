namespace OpcSpaces.Edge.Testing.Truth;

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

    /// <summary>For each block of time since 1970, such as a minute or an hour, the milliseconds of it that the spans cover. A span without length leaves a 0 in its block.</summary>
    public static Dictionary<long, long> PerBlock(IEnumerable<Span> spans, long blockMs)
    {
        var perBlock = new Dictionary<long, long>();
        foreach (var span in spans)
        {
            var block = span.FromMs / blockMs;
            do
            {
                var ms = Math.Min(span.ToMs, (block + 1) * blockMs) - Math.Max(span.FromMs, block * blockMs);
                perBlock[block] = perBlock.GetValueOrDefault(block) + ms;
                block++;
            }
            while (block * blockMs < span.ToMs);
        }

        return perBlock;
    }
}
