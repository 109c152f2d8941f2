using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// How the places of a zone, or of any group, were used. Four different numbers that must not be taken for each other: frequency, occupancy,
/// utilisation, and the use of desks (工位利用率).
/// </summary>
/// <remarks>
/// Frequency = hours used ÷ hours available, occupancy = people ÷ capacity while in use, utilisation = frequency × occupancy: Winberry
/// Associates, utilisation survey, and ES Central (whose example is 30 of 45 hours, checked hourly). Capacity is here the number of available
/// desks, and people are occupied desks. The hours available are opening hours; an hour that is partly open counts with its open part. Others
/// use "occupancy" for what is rented (Planon); that is <see cref="LeaseRates"/>.
/// </remarks>
/// <param name="Frequency">
/// Hours in which at least one place was occupied for <see cref="MetricRules.UsedHour"/> ÷ hours available. An hour of which less than the
/// threshold is known is left out; its coverage is the known part of the places' time or of the hours, whichever is less. Many places that are
/// each a little doubtful may make an hour used: by Markov's inequality it is certainly unused only where twice their expected times together
/// are less than a used hour needs (as in <see cref="Presence.DeskDay"/>).
/// </param>
/// <param name="Occupancy">Occupied ÷ known time of all available places, over the hours that were used. Null for rooms, because records have no numbers of people.</param>
/// <param name="Utilisation">Frequency × occupancy; null for rooms.</param>
/// <param name="PlaceUse">工位利用率: occupied ÷ available time of places within opening hours, by hour of each desk and without the hourly check.</param>
/// <param name="SeatHours">工位时: the occupied time of all places in all hours, also outside of opening hours.</param>
/// <param name="Mean">Places occupied at the same time, as a mean over opening hours.</param>
/// <param name="Peak">Most places occupied at the same time, as the mean of the fullest hour.</param>
/// <param name="PeakStartMs">When that hour began, in ms since 1970 UTC; null without a peak.</param>
public sealed record ZoneUse(Figure Frequency, Figure? Occupancy, Figure? Utilisation, Figure PlaceUse, Figure SeatHours, Figure Mean, Figure Peak, long? PeakStartMs)
{
    /// <param name="history">The records.</param>
    /// <param name="places">The numbers of the places: all desks, or all rooms.</param>
    /// <param name="rules">The parameters.</param>
    public static ZoneUse Of(UsageHistory history, IReadOnlyCollection<int> places, MetricRules rules)
    {
        var work = new ZoneUseSums(history, places, rules);
        var (open, whole) = (new TimeSum(), new TimeSum());
        foreach (var place in places)
        {
            open.Add(DeskRanking.OpenTime(history, place));
            whole.Add(DeskRanking.WholeTime(history, place));
        }

        var isDesks = places.All(place => history.Places.Places[place].IsDesk);
        var coverage = Math.Min(open.Coverage, work.KnownHours);
        var frequency = work.Frequency(coverage);
        var peak = work.Peak(coverage);
        var occupancy = isDesks ? work.Occupancy(coverage) : (Figure?)null;
        return new ZoneUse(
            frequency, occupancy, occupancy is { } known ? Product(frequency, known) : null,
            Figure.Share(open, rules.LeastCoverage), Figure.SeatHours(whole, rules.LeastCoverage),
            work.Mean(open), peak, peak.IsSufficient ? history.Span.StartMs(work.PeakHour!.Value) : null);
    }

    private static Figure Product(Figure frequency, Figure occupancy)
    {
        // A zone that was never used has no occupancy, and its utilisation is 0.
        if (frequency is { Value: 0, High: 0 }) return frequency;
        if (!frequency.IsSufficient) return frequency;
        if (!occupancy.IsSufficient) return occupancy;
        return new(frequency.Value * occupancy.Value, Units.Share, Math.Min(frequency.Coverage, occupancy.Coverage), frequency.Low * occupancy.Low, frequency.High * occupancy.High);
    }
}

/// <summary>The hours of a zone, one after the other.</summary>
internal sealed class ZoneUseSums
{
    private readonly MetricRules _rules;
    private long _availableMs, _usedMs, _surelyUsedMs, _perhapsUsedMs, _openMs;
    private TimeSum _whileUsed, _peak;

    public ZoneUseSums(UsageHistory history, IReadOnlyCollection<int> places, MetricRules rules)
    {
        _rules = rules;
        int[] numbers = [.. places];
        for (var day = 0; day < history.Span.Days.Count; day++)
        {
            var available = Array.FindAll(numbers, place => history.Days[place][day].IsAvailable());
            if (available.Length == 0) continue;
            for (var i = 0; i < history.Span.HoursOf(day); i++) Add(history, available, day, i);
        }
    }

    /// <summary>The share of the open hours that are known well enough, 0 to 1.</summary>
    public double KnownHours => _openMs > 0 ? (double)_availableMs / _openMs : 1;

    /// <summary>The fullest hour; null where no hour is known well enough.</summary>
    public int? PeakHour { get; private set; }

    public Figure Frequency(double coverage)
    {
        if (_openMs == 0) return Figure.Missing(Units.Share, 1, "there is no available time");
        if (_availableMs == 0) return NoHour(Units.Share, coverage);
        return Figure.Of(Ratio(_usedMs), Units.Share, coverage, Ratio(Math.Min(_usedMs, _surelyUsedMs)), Ratio(Math.Max(_usedMs, _perhapsUsedMs)), _rules.LeastCoverage);
    }

    public Figure Occupancy(double coverage)
    {
        if (_openMs == 0) return Figure.Missing(Units.Share, 1, "there is no available time");
        if (_availableMs == 0) return NoHour(Units.Share, coverage);
        if (_whileUsed.KnownMs == 0) return Figure.Missing(Units.Share, coverage, "it was never in use");
        var known = (double)_whileUsed.KnownMs;
        return Figure.Of(_whileUsed.ExpectedMs / known, Units.Share, coverage, _whileUsed.LowerMs / known, _whileUsed.UpperMs / known, _rules.LeastCoverage);
    }

    public Figure Mean(in TimeSum open)
    {
        var share = Figure.Share(open, _rules.LeastCoverage);
        var seats = _openMs > 0 ? (double)open.PossibleMs / _openMs : 0;
        return share with { Unit = Units.Desks, Value = share.Value * seats, Low = share.Low * seats, High = share.High * seats };
    }

    public Figure Peak(double coverage) => PeakHour is null
        ? NoHour(Units.Desks, coverage)
        : Figure.Of(Seats(_peak.ExpectedMs), Units.Desks, coverage, Seats(_peak.LowerMs), Seats(_peak.UpperMs + _peak.PossibleMs - _peak.KnownMs), _rules.LeastCoverage);

    private static Figure NoHour(string unit, double coverage) => Figure.Missing(unit, coverage, "no hour is known well enough");

    private static double Seats(double ms) => ms / CommunityCalendar.HourMs;

    private double Ratio(long ms) => (double)ms / _availableMs;

    private void Add(UsageHistory history, int[] places, int day, int hour)
    {
        var number = history.Span.FirstHour(day) + hour;
        var openMs = history.Span.OpenMs(number);
        _openMs += openMs;
        var (whole, open) = (new TimeSum(), new TimeSum());
        var (expected, low, high, together) = (0, 0, 0, 0L);
        foreach (var place in places)
        {
            var known = history.Hour(place, day, hour) ?? default;
            whole.Add(CommunityCalendar.HourMs, known);
            var part = openMs < CommunityCalendar.HourMs ? known.Part(openMs) : known;
            open.Add(openMs, part);
            (expected, low, high, together) = (Math.Max(expected, part.ExpectedMs), Math.Max(low, part.LowMs), Math.Max(high, part.HighMs), together + part.ExpectedMs);
        }

        if (whole.Coverage < _rules.LeastCoverage) return;
        if (PeakHour is null || whole.ExpectedMs > _peak.ExpectedMs) (PeakHour, _peak) = (number, whole);
        if (openMs == 0) return;
        // As long as a place is occupied in a used hour, or for all of a shorter open part.
        var enough = Math.Min(_rules.UsedHour.TotalMilliseconds, openMs);
        _availableMs += openMs;
        if (low >= enough) _surelyUsedMs += openMs;
        if (high >= enough || 2 * together >= enough) _perhapsUsedMs += openMs;
        if (expected < enough) return;
        _usedMs += openMs;
        _whileUsed.Add(open);
    }
}
