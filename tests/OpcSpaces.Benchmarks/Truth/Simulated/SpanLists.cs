namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>Spans in order, none of which overlap.</summary>
internal static class SpanLists
{
    /// <summary>The time that is in both lists.</summary>
    public static IEnumerable<Span> Both(IReadOnlyList<Span> one, IReadOnlyList<Span> other)
    {
        for (var (i, j) = (0, 0); i < one.Count && j < other.Count;)
        {
            if (one[i].Within(other[j]) is { Minutes: > 0 } both) yield return both;
            if (one[i].ToMs < other[j].ToMs) i++;
            else j++;
        }
    }

    /// <summary>A span without the time of others, which are in order.</summary>
    public static IEnumerable<Span> Without(Span whole, IEnumerable<Span> others)
    {
        var from = whole.FromMs;
        foreach (var other in others.OrderBy(other => other.FromMs))
        {
            if (other.FromMs > from) yield return new Span(from, Math.Min(other.FromMs, whole.ToMs));
            from = Math.Max(from, other.ToMs);
            if (from >= whole.ToMs) yield break;
        }

        yield return new Span(from, whole.ToMs);
    }

    /// <summary>Spans that overlap or touch as one.</summary>
    public static List<Span> Union(IEnumerable<Span> spans)
    {
        var union = new List<Span>();
        foreach (var span in spans.OrderBy(span => span.FromMs))
        {
            if (union.Count == 0 || union[^1].ToMs < span.FromMs) union.Add(span);
            else union[^1] = union[^1] with { ToMs = Math.Max(union[^1].ToMs, span.ToMs) };
        }

        return union;
    }
}
