using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Tenancy;

/// <summary>
/// The absences that tenants announce. In each month from <see cref="First"/> on, a tenant is away once or not at all, for three days
/// to two weeks (estimated figures); then nobody of it comes, also not for a short visit. Immutable and thread-safe.
/// </summary>
internal sealed class TenantAbsences
{
    private const long AbsencePart = -62;
    private const int Shortest = 3;
    private const int Longest = 14;
    private static readonly string[] Reasons = ["出差", "休假", "参展"];

    private readonly BuildingPlan _plan;
    private readonly Dictionary<(string Zone, string Place), Occupant> _occupants = [];

    private TenantAbsences(BuildingPlan plan)
    {
        _plan = plan;
        if (plan.Tenancy.Absences == 0)
            return;
        foreach (var occupant in Occupants.Of(plan).All)
        {
            foreach (var place in occupant.Places)
                _occupants.Add((occupant.Zone, place), occupant);
        }
    }

    /// <summary>The first month with absences; before it, tenants still move in.</summary>
    public static DateOnly First { get; } = new(2026, 1, 1);

    public static TenantAbsences Of(BuildingPlan plan) => new(plan);

    /// <summary>Whether the people of a place are away on a date; null when they never are.</summary>
    public Func<DateOnly, bool>? At(string zone, string place) =>
        _occupants.TryGetValue((zone, place), out var occupant) ? date => IsAway(occupant, date) : null;

    /// <summary>The absence of a tenant in the month of a date; null for none.</summary>
    public static (DateOnly From, DateOnly To, string Reason)? InMonth(BuildingPlan plan, Occupant occupant, DateOnly month)
    {
        if (month < First)
            return null;
        var first = new DateOnly(month.Year, month.Month, 1);
        var random = occupant.Random(plan.Seed, AbsencePart, first.DayNumber);
        if (!random.Chance(plan.Tenancy.Absences))
            return null;
        var days = Shortest + random.Below(Longest - Shortest + 1);
        var from = first.AddDays(random.Below(DateTime.DaysInMonth(first.Year, first.Month) - days + 1));
        return (from, from.AddDays(days - 1), Reasons[random.Below(Reasons.Length)]);
    }

    private bool IsAway(Occupant occupant, DateOnly date) => InMonth(_plan, occupant, date) is { } absence && date >= absence.From && date <= absence.To;
}
