namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>What happens to a gateway.</summary>
internal enum GatewayFaultKind
{
    /// <summary>It has no power.</summary>
    Off,

    /// <summary>It reaches no broker. What it senses waits on its disk.</summary>
    Unreachable,

    /// <summary>It is killed, and starts again from what was on its disk at that moment.</summary>
    Crash,

    /// <summary>It reaches no broker, then its disk is lost with all that waited there, and a new one begins a new outbox.</summary>
    LostDisk,

    /// <summary>It has no power, and starts with a clock that shows 1970 until it is set. Its readings are placed then.</summary>
    UnsetClock,
}

/// <summary>One fault of a gateway.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Gateway">Its id.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">From then on it runs as usual.</param>
/// <param name="Between"><see cref="GatewayFaultKind.LostDisk"/>: when the disk is lost; <see cref="GatewayFaultKind.UnsetClock"/>: when it starts.</param>
internal sealed record GatewayFault(GatewayFaultKind Kind, string Gateway, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? Between = null)
{
    /// <summary>The time that nobody observed, or whose observation is lost; null for none.</summary>
    public Span? Unobserved => Kind switch
    {
        GatewayFaultKind.Unreachable => null,
        GatewayFaultKind.UnsetClock => SpanTo(Between!.Value),
        _ => SpanTo(To),
    };

    private Span SpanTo(DateTimeOffset end) => new(From.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds());
}
