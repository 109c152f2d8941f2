using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>An endless tape of the last 24 hours of some lines: what runs off its end comes out again.</summary>
internal sealed class DayTape(int lines)
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(1);

    private readonly Queue<RecordedEdge> _edges = [];
    private readonly bool[] _levels = new bool[lines];

    /// <summary>The levels a day ago, as far as the tape has run.</summary>
    public IReadOnlyList<bool> Levels => _levels;

    /// <summary>When the next edge comes out; null while there is none on the tape.</summary>
    public DateTimeOffset? Next => _edges.TryPeek(out var edge) ? edge.ReportedAt + Length : null;

    /// <summary>Listens to these lines from now on; the first of several tapes' levels are those of its beginning.</summary>
    public void Record(IReadOnlyList<SimulatedPin> pins, VirtualTime time)
    {
        for (var i = 0; i < pins.Count; i++)
        {
            var line = i;
            if (_edges.Count == 0)
                _levels[line] = pins[line].High;
            pins[line].Tap += change => _edges.Enqueue(new RecordedEdge(line, change.High, change.At, time.GetUtcNow()));
        }
    }

    /// <summary>Runs to <paramref name="now"/> and hands out, in order, what is a day old by then.</summary>
    public IEnumerable<RecordedEdge> RunTo(DateTimeOffset now)
    {
        while (_edges.TryPeek(out var edge) && edge.ReportedAt + Length <= now)
        {
            _edges.Dequeue();
            _levels[edge.Line] = edge.High;
            yield return edge;
        }
    }
}

/// <summary>One change on a tapped line.</summary>
/// <param name="Line">Which line, by its place among those that are tapped.</param>
/// <param name="High">Its new level.</param>
/// <param name="At">The change's own time.</param>
/// <param name="ReportedAt">When it was told; some hardware tells of two edges in one event.</param>
internal readonly record struct RecordedEdge(int Line, bool High, DateTimeOffset At, DateTimeOffset ReportedAt);
