using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>A few days of a simulated building from a local midnight on: sensed and true.</summary>
internal sealed record SimulatedWeek(BuildingPlan Plan, Span Watched, IReadOnlyList<PlaceWeek> Places)
{
    // An hour is settled at most two hours after it ended.
    private static readonly TimeSpan Settles = TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1);

    public static SimulatedWeek Live(BuildingPlan plan, DateOnly first, int days, Action<SensedBuilding>? meddle = null, WeakSense? weak = null)
    {
        var clock = new BuildingClock(plan.UtcOffset);
        var (from, to) = (clock.Instant(first, 0), clock.Instant(first.AddDays(days), 0));
        var watched = new Span(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        using var sensed = new SensedBuilding(plan, clock, from, weak);
        meddle?.Invoke(sensed);
        sensed.Time.AdvanceTo(to);
        var reported = sensed.Places.ToDictionary(place => place, place => ReportedStays.Of(sensed.ReportedOf(place), watched.FromMs, watched.ToMs));
        // The last hours settle after the end.
        sensed.Time.AdvanceTo(to + Settles);
        var present = TruthLog.Of(plan, plan.Seed, clock, from, to)
            .Where(record => record.What == TruthKind.Present)
            .ToLookup(record => new Place(record.Zone, record.Point), record => new Span(record.From.ToUnixTimeMilliseconds(), record.To!.Value.ToUnixTimeMilliseconds()));
        return new SimulatedWeek(plan, watched, [.. sensed.Places.Select(place => new PlaceWeek(
            place, [.. present[place]], reported[place])
            { Hours = [.. sensed.HoursOf(place).Where(hour => hour.StartMs < watched.ToMs)] })]);
    }

    public TruthScores Desks(Func<Place, bool>? which = null) => Sum(Places.Where(place => place.Place.IsDesk && which?.Invoke(place.Place) != false));

    public TruthScores Rooms() => Sum(Places.Where(place => !place.Place.IsDesk));

    public TruthScores Zones() => Sum(Places.GroupBy(place => place.Place.Zone).Select(PlaceWeek.OfZone));

    private TruthScores Sum(IEnumerable<PlaceWeek> places) => places.Aggregate(default(TruthScores), (sum, place) => sum + place.Score(Watched));
}
