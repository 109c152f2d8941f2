using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Sensing.Sound;

/// <summary>
/// How much the sound level of a room changes within a quarter of an hour: the level that a tenth of the reads exceeds, less the one that four
/// fifths exceed (percentile levels, ISO 1996-1). Ventilation and a distant road are steady, and so is a module that reads too high. People in the room
/// make single sounds: speech of normal effort has 60 dB(A) at 1 m (ISO 9921), in rooms that have 40 to 45 dB(A) without people (GB 50118-2010).
/// Talk next door, doors and sirens change the level too, so how much a grade is worth is learned (<see cref="GradeTable"/>).
/// </summary>
internal sealed class SoundChanges : IGrader
{
    private const long SpanMs = 900_000;

    // Fewer reads say nothing about a tenth of them.
    private const int FewestReads = 15;

    private const double Often = 0.2, Seldom = 0.9;

    // From these changes on, in dB. The last digits of the converter and the module move by less than 1 dB.
    private static readonly double[] GradesFrom = [1.5, 4, 8];

    private readonly List<double> _reads = [];
    private long? _fromMs;

    public GradeShares Usual { get; } = new([0.3, 0.24, 0.23, 0.23], [0.36, 0.26, 0.22, 0.16]);

    public long WindowMs => SpanMs;

    public int? Grade { get; private set; }

    public bool Take(double value, double? occupied, long ms)
    {
        _fromMs ??= ms;
        var isOver = ms - _fromMs >= SpanMs;
        if (isOver)
        {
            Grade = _reads.Count >= FewestReads ? GradeOf() : null;
            _reads.Clear();
            _fromMs = ms;
        }

        _reads.Add(value);
        return isOver;
    }

    public void Lose()
    {
        _reads.Clear();
        (_fromMs, Grade) = (null, null);
    }

    private int GradeOf()
    {
        _reads.Sort();
        var change = _reads[(int)(Seldom * (_reads.Count - 1))] - _reads[(int)(Often * (_reads.Count - 1))];
        return GradesFrom.Count(from => change >= from);
    }
}
