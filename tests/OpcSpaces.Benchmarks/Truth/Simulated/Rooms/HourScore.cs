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

    private readonly List<(double True, double Expected, double Low, double High)> _hours = [];

    public int Hours => _hours.Count;

    /// <summary>The share of the hours whose true time is inside the interval, in percent.</summary>
    public double CoveragePercent => _hours.Count == 0 ? 0 : 100.0 * _hours.Count(hour => hour.True >= hour.Low - Exact && hour.True <= hour.High + Exact) / _hours.Count;

    /// <summary>The mean width of the intervals, in minutes.</summary>
    public double WidthMinutes => _hours.Count == 0 ? 0 : _hours.Average(hour => hour.High - hour.Low) / 60;

    /// <summary>The mean width of intervals that are equally wide on both sides of every expected time, cut at 0 and 60 minutes, and cover as much, in minutes.</summary>
    public double ConstantWidthMinutes
    {
        get
        {
            if (_hours.Count == 0) return 0;
            var errors = _hours.Select(hour => Math.Abs(hour.True - hour.Expected)).Order().ToList();
            var covered = (int)Math.Round(CoveragePercent / 100 * errors.Count);
            var half = covered == 0 ? 0 : errors[covered - 1];
            return _hours.Average(hour => Math.Min(HourSeconds, hour.Expected + half) - Math.Max(0, hour.Expected - half)) / 60;
        }
    }

    public void Add(PlaceWeek week, RecordedMotion motion)
    {
        foreach (var hour in week.Hours.Where(hour => hour.KnownSeconds >= HourSeconds - Exact))
        {
            var span = new Span(hour.StartMs, hour.StartMs + HourMs);
            var truly = week.TrueSeconds(span);
            if (truly > 0 || motion.IsWithin(span))
                _hours.Add((truly, hour.ExpectedSeconds, hour.LowSeconds, hour.HighSeconds));
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
