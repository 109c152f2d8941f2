using System.Globalization;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.Model.Presence;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Desks;

/// <summary>
/// Five workdays of the described community with walkways, cleaners and desks that nobody uses: how many desk-days are called used,
/// unused and undecided (<see cref="DeskDay"/>), compared with the building's ground truth. A desk was used if somebody was there for
/// at least <see cref="DeskDay.DefaultThreshold"/>.
/// </summary>
internal static class DeskDays
{
    private const string Description = "nanshan-walkways.jsonc";
    private const string Ordinary = "no kind";
    private const int Days = 5;
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const double ExactSeconds = 1;
    private static readonly DateOnly Monday = new(2026, 3, 9);

    /// <param name="seed">Of the community; null for its own.</param>
    /// <param name="figures">Gets the figures.</param>
    /// <param name="log">Gets a line for each kind of desk.</param>
    public static void Measure(int? seed, Dictionary<string, double> figures, TextWriter log)
    {
        var plan = CommunityDescription.Read(Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "communities", Description), seed);
        // A day before, because a start is unknown until silence has decided.
        var week = SimulatedWeek.Live(plan, Monday.AddDays(-1), 1 + Days);
        var watched = week.Watched with { FromMs = week.Watched.FromMs + DayMs };
        var desks = week.Places.Where(place => place.Place.IsDesk).ToList();
        var all = new DeskDayScore();
        log.WriteLine($"{plan.Community.Id}, seed {plan.Seed}, desk-days of {desks.Count} desks on {Days} workdays from {Monday:yyyy-MM-dd} on{(desks.Exists(desk => desk.Hours.Count > 0) ? "" : " (no hours were settled: from the readings, as if they were certain)")}:");
        foreach (var kind in desks.GroupBy(desk => plan.Kinds[desk.Place.Zone, desk.Place.Point]?.Name ?? Ordinary).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var score = kind.Select(desk => Score(desk, watched)).Aggregate((a, b) => a + b);
            log.WriteLine($"  {kind.Key}: {score}");
            all += score;
        }

        log.WriteLine($"  all: {all}");
        figures["deskday_seed"] = plan.Seed;
        figures["deskday_false_used_percent"] = Math.Round(all.FalseUsedPercent, 3);
        figures["deskday_false_unused_percent"] = Math.Round(all.FalseUnusedPercent, 3);
        figures["deskday_undecided_percent"] = Math.Round(all.UndecidedPercent, 3);
        if (CoveragePercent(desks, watched) is not { } covered) return;
        figures["deskday_interval_coverage_percent"] = Math.Round(covered, 2);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {covered:0.0} % of the days with somebody, or with a minute expected, are within the bounds of their day"));
    }

    /// <summary>Every whole day of a desk.</summary>
    public static DeskDayScore Score(PlaceWeek desk, Span watched) => Of(desk, watched)
        .Select(day => DeskDayScore.Of(day.TrueSeconds >= DeskDay.DefaultThreshold.TotalSeconds, day.Said.Use()))
        .Aggregate(new DeskDayScore(), (sum, day) => sum + day);

    /// <summary>
    /// The share of the desk-days whose true occupied time is within their bounds, in percent; null without settled hours. Counted are
    /// the days that are known completely and on which somebody was there or is expected for a minute.
    /// </summary>
    public static double? CoveragePercent(IEnumerable<PlaceWeek> desks, Span watched)
    {
        var days = desks.Where(desk => desk.Hours.Count > 0).SelectMany(desk => Of(desk, watched))
            .Where(day => day.Said.UnknownSeconds < ExactSeconds && (day.TrueSeconds > 0 || day.Said.ExpectedSeconds >= 60))
            .ToList();
        return days.Count == 0 ? null : 100.0 * days.Count(day => day.TrueSeconds >= day.Said.LowSeconds - ExactSeconds && day.TrueSeconds <= day.Said.HighSeconds + ExactSeconds) / days.Count;
    }

    private static IEnumerable<(DeskDay Said, double TrueSeconds)> Of(PlaceWeek desk, Span watched)
    {
        var hours = (desk.Hours.Count > 0 ? desk.Hours : FromReadings(desk, watched)).ToList();
        for (var from = watched.FromMs; from + DayMs <= watched.ToMs; from += DayMs)
        {
            var day = new Span(from, from + DayMs);
            var occupied = hours.Where(hour => hour.StartMs >= day.FromMs && hour.StartMs < day.ToMs)
                .Select(hour => new OccupiedTime(hour.KnownSeconds, hour.ExpectedSeconds, hour.LowSeconds, hour.HighSeconds));
            yield return (DeskDay.Of(occupied, TimeSpan.FromDays(1)), desk.TrueSeconds(day));
        }
    }

    // What an estimator without probabilities says: intervals without width.
    private static IEnumerable<OccupiedHour> FromReadings(PlaceWeek desk, Span watched)
    {
        for (var at = watched.FromMs; at < watched.ToMs; at += HourMs)
        {
            var hour = new Span(at, at + HourMs);
            var occupied = desk.Reported.Settled.Sum(stay => stay.Within(hour).Minutes) * 60;
            var known = 3_600 - (desk.Reported.Unknown.Sum(span => span.Within(hour).Minutes) * 60);
            yield return new OccupiedHour(at, known, occupied, occupied, occupied);
        }
    }
}
