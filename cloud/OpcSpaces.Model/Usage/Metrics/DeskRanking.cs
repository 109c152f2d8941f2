using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>Desks by their use: 工位利用率 of each, occupied ÷ known time within opening hours of the days on which it was available.</summary>
public static class DeskRanking
{
    /// <param name="history">The records.</param>
    /// <param name="places">The numbers of the places.</param>
    /// <param name="rules">The parameters.</param>
    /// <returns>The most used first; then those with insufficient data; equal ones in the order of their ids.</returns>
    public static IReadOnlyList<RankedPlace> Of(UsageHistory history, IEnumerable<int> places, MetricRules rules) =>
    [
        .. places.Select(place => OpenTime(history, place) is var time ? new RankedPlace(place, history.Places.Places[place], time, Figure.Share(time, rules.LeastCoverage)) : null!)
            .OrderByDescending(place => place.Use.Value ?? -1).ThenBy(place => place.Index),
    ];

    /// <summary>The available time of a place within opening hours, and how much of it was occupied.</summary>
    public static TimeSum OpenTime(UsageHistory history, int place)
    {
        var sum = new TimeSum();
        var facts = history.Days[place];
        for (var day = 0; day < facts.Length; day++)
        {
            if (facts[day].IsAvailable()) history.AddOpenTime(ref sum, place, day);
        }

        return sum;
    }

    /// <summary>
    /// All hours of a place while its zone is in use, and how much of them it was occupied. Days out of service and announced absence are in it:
    /// they shape what was available, and never what was measured.
    /// </summary>
    public static TimeSum WholeTime(UsageHistory history, int place)
    {
        var sum = new TimeSum();
        var facts = history.Days[place];
        for (var day = 0; day < facts.Length; day++)
        {
            if (facts[day].Has(DayFacts.InUse)) history.AddHours(ref sum, history.Page(place, day), 0, history.Span.HoursOf(day));
        }

        return sum;
    }
}

/// <summary>A place in a ranking.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Place">What the registry says about it.</param>
/// <param name="Time">The sums behind the figure.</param>
/// <param name="Use">The occupied share of its available time within opening hours.</param>
public sealed record RankedPlace(int Index, PlaceFacts Place, TimeSum Time, Figure Use);
