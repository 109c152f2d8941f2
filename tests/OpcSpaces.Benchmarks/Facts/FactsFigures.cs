using System.Globalization;
using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>The figures of a comparison.</summary>
internal sealed class FactsFigures
{
    private const long DayMs = 24 * FactHour.LengthMs;
    private const long LeastMs = 60_000;

    // Records have whole seconds for each hour.
    private const double RoundingMs = 500;

    private readonly FactsComparison _facts;
    private readonly IReadOnlySet<Place> _broken;

    /// <param name="facts">The comparison.</param>
    /// <param name="broken">The places of which a sensor was broken for a time.</param>
    /// <param name="sensingBiasPercent">What the sensing of the others misses by itself (<see cref="UndisturbedSensing"/>).</param>
    /// <param name="dates">Desks and dates of which a metric has other sums than the records (<see cref="FactsDates"/>).</param>
    public FactsFigures(FactsComparison facts, IReadOnlySet<Place> broken, double sensingBiasPercent, IReadOnlyList<string> dates)
    {
        Dates = dates;
        (_facts, _broken, SensingBiasPercent) = (facts, broken, sensingBiasPercent);
        var (sound, faulty) = (facts.Hours.Where(hour => !broken.Contains(hour.Desk)).ToList(), facts.Hours.Where(hour => broken.Contains(hour.Desk)).ToList());
        DecidedBiasPercent = Bias(sound, hour => hour.Said.OccupiedMs, hour => hour.TrueObservedMs);
        ExpectedBiasPercent = Bias(sound.Where(hour => hour.IsKnown), hour => hour.Said.ExpectedMs, hour => hour.TrueMs);
        BrokenBiasPercent = Bias(faulty, hour => hour.Said.OccupiedMs, hour => hour.TrueObservedMs);
        DecidedErrorMinutes = Error(sound, hour => hour.Said.OccupiedMs - hour.TrueObservedMs);
        ExpectedErrorMinutes = Error(sound.Where(hour => hour.IsKnown), hour => hour.Said.ExpectedMs - hour.TrueMs);
        DeskDays = Days(sound, hour => hour.Desk, BoundsOfDesk);
        ZoneDays = Days(sound, hour => new Place(hour.Desk.Zone, ""), BoundsOfZone);
        InventedSeconds = facts.Hours.Sum(hour => hour.InventedMs) / 1_000.0;
    }

    public IReadOnlyList<string> Dates { get; }

    /// <summary>The occupied time that was decided, beside the truth of the observed time, of desks whose sensors worked.</summary>
    public double DecidedBiasPercent { get; }

    /// <summary>The same without any fault, sensed alone.</summary>
    public double SensingBiasPercent { get; }

    /// <summary>The expected occupied time beside the truth, in hours that are known completely.</summary>
    public double ExpectedBiasPercent { get; }

    /// <summary>As <see cref="DecidedBiasPercent"/>, of desks of which a sensor was broken for a time.</summary>
    public double BrokenBiasPercent { get; }

    /// <summary>The mean difference per desk and hour in which somebody was there or is said to have been.</summary>
    public double DecidedErrorMinutes { get; }

    public double ExpectedErrorMinutes { get; }

    /// <summary>Of the days of desks that are known completely, and on which somebody was there or is expected for a minute: how many have the truth in their 80 % interval.</summary>
    public (int Within, int Of) DeskDays { get; }

    /// <summary>The same of zones: all their desks together.</summary>
    public (int Within, int Of) ZoneDays { get; }

    /// <summary>Time that nobody observed and that a record counts as used or as empty.</summary>
    public double InventedSeconds { get; }

    /// <summary>The largest difference of a coverage to the true one, of a kind of point of one gateway, in percentage points. Broken desks and counted rooms are not in it.</summary>
    public double CoverageErrorPercent => _facts.Coverages.Where(coverage => coverage.IsSound).Max(coverage => Math.Abs(coverage.ErrorPercent));

    public Dictionary<string, double> ToDictionary() => new()
    {
        ["hours"] = _facts.Hours.Count,
        ["differences_to_readings"] = _facts.Differences.Count,
        ["differences_of_dates"] = Dates.Count,
        ["readings_dated_back"] = _facts.DatedBack.Count,
        ["decided_bias_percent"] = Math.Round(DecidedBiasPercent, 2),
        ["sensing_bias_percent"] = Math.Round(SensingBiasPercent, 2),
        ["decided_error_minutes"] = Math.Round(DecidedErrorMinutes, 2),
        ["expected_bias_percent"] = Math.Round(ExpectedBiasPercent, 2),
        ["expected_error_minutes"] = Math.Round(ExpectedErrorMinutes, 2),
        ["broken_bias_percent"] = Math.Round(BrokenBiasPercent, 2),
        ["deskdays"] = DeskDays.Of,
        ["deskday_interval_percent"] = Math.Round(Percent(DeskDays), 1),
        ["zonedays"] = ZoneDays.Of,
        ["zoneday_interval_percent"] = Math.Round(Percent(ZoneDays), 1),
        ["coverage_error_percent"] = Math.Round(CoverageErrorPercent, 3),
        ["invented_s"] = InventedSeconds,
    };

    public IEnumerable<string> Lines()
    {
        foreach (var coverage in _facts.Coverages)
            yield return Text($"{coverage.Gateway} {coverage.Kind}: coverage {coverage.Percent:0.000} %, truly {coverage.TruePercent:0.000} %");
        foreach (var broken in _facts.Hours.Where(hour => _broken.Contains(hour.Desk)).GroupBy(hour => hour.Desk))
            yield return Text($"broken {broken.Key.Zone} {broken.Key.Point}: {broken.Sum(hour => (long)hour.Said.OccupiedMs) / 3.6e6:0.0} h of {broken.Sum(hour => (long)hour.Said.ObservedMs) / 3.6e6:0.0} observed, truly {broken.Sum(hour => hour.TrueObservedMs) / 3.6e6:0.0}");
        foreach (var reading in _facts.DatedBack.Take(20)) yield return $"dated back: {reading}";
        foreach (var difference in _facts.Differences.Take(20)) yield return $"{difference}";
        foreach (var date in Dates.Take(20)) yield return date;
        foreach (var hour in _facts.Hours.Where(hour => hour.InventedMs > 0).Take(20))
            yield return Text($"{hour.Desk.Zone} {hour.Desk.Point} {DateTimeOffset.FromUnixTimeMilliseconds(hour.StartMs):yyyy-MM-dd HH:mm}: {hour.InventedMs} ms were counted that nobody observed");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Percent((int Within, int Of) share) => 100.0 * share.Within / Math.Max(1, share.Of);

    private static double Bias(IEnumerable<FactHour> hours, Func<FactHour, long> said, Func<FactHour, long> truth)
    {
        var (saidMs, trueMs) = hours.Aggregate((0L, 0L), (sum, hour) => (sum.Item1 + said(hour), sum.Item2 + truth(hour)));
        return trueMs == 0 ? 0 : 100.0 * (saidMs - trueMs) / trueMs;
    }

    private static double Error(IEnumerable<FactHour> hours, Func<FactHour, long> difference) =>
        hours.Where(hour => hour.IsUsed).Select(hour => Math.Abs(difference(hour)) / 60_000.0).DefaultIfEmpty().Average();

    private static (int Within, int Of) Days(IReadOnlyList<FactHour> hours, Func<FactHour, Place> of, Func<IReadOnlyList<FactHour>, (double LowMs, double HighMs)> bounds)
    {
        var (within, all) = (0, 0);
        var fromMs = hours.Min(hour => hour.StartMs);
        foreach (var day in hours.GroupBy(hour => (of(hour), (hour.StartMs - fromMs) / DayMs)).Select(day => day.ToList()))
        {
            var truth = day.Sum(hour => hour.TrueMs);
            if (!day.TrueForAll(hour => hour.IsKnown) || (truth == 0 && day.Sum(hour => (long)hour.Said.ExpectedMs) < LeastMs)) continue;
            var (low, high) = bounds(day);
            var rounding = RoundingMs * day.Count;
            all++;
            if (truth >= low - rounding && truth <= high + rounding) within++;
        }

        return (within, all);
    }

    private static (double LowMs, double HighMs) BoundsOfDesk(IReadOnlyList<FactHour> hours)
    {
        var day = DeskDay.Of(hours.Select(hour => new OccupiedTime(hour.Said.KnownMs / 1e3, hour.Said.ExpectedMs / 1e3, hour.Said.LowMs / 1e3, hour.Said.HighMs / 1e3)), TimeSpan.FromDays(1));
        return (day.LowSeconds * 1e3, day.HighSeconds * 1e3);
    }

    private static (double LowMs, double HighMs) BoundsOfZone(IReadOnlyList<FactHour> hours)
    {
        var sum = new TimeSum();
        foreach (var hour in hours) sum.Add((int)FactHour.LengthMs, PlaceHour.Of(hour.Said));
        return (sum.LowerMs, sum.UpperMs);
    }
}
