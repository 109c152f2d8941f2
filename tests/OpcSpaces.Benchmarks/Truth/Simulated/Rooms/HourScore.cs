using System.Globalization;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>
/// How often the 80 % intervals of settled hours contain the true occupied time, and how wide they are. Counted are the hours that are
/// known completely and in which something moved or somebody was there; empty nights would flatter the figures.
/// </summary>
internal sealed class HourScore
{
    private const long HourMs = 3_600_000;
    private const double HourSeconds = 3_600;

    // Rounding to whole milliseconds is no error.
    private const double Exact = 1;

    private readonly List<ScoredHour> _hours = [];

    public int Hours => _hours.Count;

    /// <summary>The share of the hours whose true time is inside the interval, in percent.</summary>
    public double CoveragePercent => Hours == 0 ? 0 : Scores.CoveragePercent;

    /// <summary>The mean width of the intervals, in minutes.</summary>
    public double WidthMinutes => Hours == 0 ? 0 : Scores.WidthMinutes;

    /// <summary>The mean width of intervals that are equally wide on both sides of every expected time, cut at 0 and 60 minutes, and cover as much, in minutes.</summary>
    public double ConstantWidthMinutes => Hours == 0 ? 0 : Scores.ConstantWidthMinutes;

    private HourScores Scores => new(_hours, 0, 0);

    public void Add(PlaceWeek week, RecordedMotion motion)
    {
        foreach (var hour in week.Hours.Where(hour => hour.KnownSeconds >= HourSeconds - Exact))
        {
            var span = new Span(hour.StartMs, hour.StartMs + HourMs);
            var truly = week.TrueSeconds(span);
            if (truly > 0 || motion.IsWithin(span))
                _hours.Add(new ScoredHour(HourSeconds, truly, hour.ExpectedSeconds, hour.LowSeconds, hour.HighSeconds));
        }
    }

    public override string ToString() => _hours.Count == 0
        ? "no hours settled"
        : string.Create(CultureInfo.InvariantCulture, $"{CoveragePercent:0.0} % of {_hours.Count} hours in their interval, {WidthMinutes:0.0} min wide (constant: {ConstantWidthMinutes:0.0})");

    public static HourScore Of(IEnumerable<HourScore> scores)
    {
        var all = new HourScore();
        foreach (var score in scores) all._hours.AddRange(score._hours);
        return all;
    }
}
