using OpcSpaces.EndToEnd.Tests.Faults.Verification;

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

    /// <summary>It has no power, and starts with a clock that is minutes or hours wrong until it is set.</summary>
    WrongClock,

    /// <summary>It reaches no broker, and then it reaches it while its batches are lost on the way. What it senses waits on its disk.</summary>
    Choked,

    /// <summary>Its power goes out for four of each twelve minutes.</summary>
    Flickering,
}

/// <summary>One fault of a gateway.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Gateway">Its id.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">From then on it runs as usual.</param>
/// <param name="Between"><see cref="GatewayFaultKind.LostDisk"/>: when the disk is lost; <see cref="GatewayFaultKind.Choked"/>: when it reaches the broker; <see cref="GatewayFaultKind.UnsetClock"/> and <see cref="GatewayFaultKind.WrongClock"/>: when it starts.</param>
/// <param name="Ahead"><see cref="GatewayFaultKind.WrongClock"/>: by how much the clock is ahead.</param>
internal sealed record GatewayFault(GatewayFaultKind Kind, string Gateway, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? Between = null, TimeSpan Ahead = default)
{
    private static readonly TimeSpan FlickersEvery = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan FlickersFor = TimeSpan.FromMinutes(4);

    /// <summary>The time that nobody observed, or whose observation is lost.</summary>
    public IEnumerable<Span> Unobserved => Kind switch
    {
        GatewayFaultKind.Unreachable or GatewayFaultKind.Choked => [],
        GatewayFaultKind.Flickering => Outages.Select(outage => new Span(outage.From.ToUnixTimeMilliseconds(), outage.To.ToUnixTimeMilliseconds())),
        GatewayFaultKind.UnsetClock => [SpanTo(Between!.Value)],
        GatewayFaultKind.WrongClock when Wrong("") is var wrong && wrong.VoidFromMs < wrong.VoidToMs => [new Span(wrong.VoidFromMs, wrong.VoidToMs), SpanTo(To)],
        _ => [SpanTo(To)],
    };

    /// <summary><see cref="GatewayFaultKind.Flickering"/>: when it has no power.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Outages
    {
        get
        {
            for (var from = From; from < To; from += FlickersEvery) yield return (from, from + FlickersFor);
        }
    }

    /// <summary>The same of doors: between the hours that a wrong clock has shown and the true ones no entry is known to be complete.</summary>
    public IEnumerable<Span> UnobservedAtDoors => Kind == GatewayFaultKind.WrongClock && Wrong("") is var wrong
        ? [new Span(Math.Min(wrong.VoidFromMs, From.ToUnixTimeMilliseconds()), To.ToUnixTimeMilliseconds())]
        : Unobserved;

    /// <summary><see cref="GatewayFaultKind.WrongClock"/>: for a plain calculation.</summary>
    public WrongTimes Wrong(string community) => new(
        $"{community}/{Gateway}", From.ToUnixTimeMilliseconds(), Between!.Value.ToUnixTimeMilliseconds(), To.ToUnixTimeMilliseconds(), (long)Ahead.TotalMilliseconds);

    private Span SpanTo(DateTimeOffset end) => new(From.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds());
}
