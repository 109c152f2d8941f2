using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>Records some lines and returns their edges 24 hours later.</summary>
internal sealed class DayTape(int lines)
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(1);

    private readonly Queue<RecordedEdge> _edges = [];
    private readonly bool[] _levels = new bool[lines];

    /// <summary>The levels of 24 hours ago, up to the last call of <see cref="RunTo"/>.</summary>
    public IReadOnlyList<bool> Levels => _levels;

    /// <summary>When the next edge is due; null when none is recorded.</summary>
    public DateTimeOffset? Next => _edges.TryPeek(out var edge) ? edge.ReportedAt + Length : null;

    /// <summary>Records these lines from now on. When it is called for several boards, the levels of the first call are the initial ones.</summary>
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

    /// <summary>Returns, in order, the edges that are 24 hours old at <paramref name="now"/>.</summary>
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

/// <summary>One edge on a recorded line.</summary>
/// <param name="Line">Index of the line.</param>
/// <param name="High">The new level.</param>
/// <param name="At">The time of the edge.</param>
/// <param name="ReportedAt">When it was reported; some hardware reports two edges in one event.</param>
internal readonly record struct RecordedEdge(int Line, bool High, DateTimeOffset At, DateTimeOffset ReportedAt);
