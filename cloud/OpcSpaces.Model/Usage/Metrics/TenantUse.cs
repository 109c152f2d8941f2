using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// How one tenant used the desks and rooms that it leases, on the dates on which it leased them. On dates of an announced absence, and of a time
/// out of service, a place is not available and counts in no share; seat-hours are a plain sum and have these dates too.
/// </summary>
/// <param name="Places">The places that it leased on any date.</param>
/// <param name="Attendance">到岗率: leased desk-workdays that were used ÷ those that are decided (<see cref="LeaseRates.AttendanceOfDesks"/>).</param>
/// <param name="Use">工位利用率 of its places: occupied ÷ known time within opening hours.</param>
/// <param name="SeatHours">工位时: occupied time in all hours.</param>
public sealed record TenantUse(IReadOnlyList<TenantPlace> Places, Figure Attendance, Figure Use, Figure SeatHours)
{
    public static TenantUse Of(UsageHistory history, string tenant, MetricRules rules)
    {
        var places = new List<TenantPlace>();
        var (open, whole) = (new TimeSum(), new TimeSum());
        var (used, unused, undecided) = (0, 0, 0);
        foreach (var (index, place) in history.Places.Places.Index())
        {
            if (!place.Leases.Any(lease => lease.Tenant == tenant)) continue;
            var (isLeased, own) = (false, new TimeSum());
            for (var day = 0; day < history.Span.Days.Count; day++)
            {
                if (place.LeaseOn(history.Span.Days[day].Date)?.Tenant != tenant) continue;
                isLeased = true;
                if (history.Days[index][day].Has(DayFacts.InUse)) whole.Add(history.WholeDay(index, day));
                if (!history.Days[index][day].IsAvailable()) continue;
                history.AddOpenTime(ref own, index, day);
                if (!place.IsDesk || !history.Span.Days[day].IsWorkday || history.Span.HoursOf(day) == 0) continue;
                var use = DeskDays.Use(history, index, day, rules);
                if (use == DeskDayUse.Used) used++;
                else if (use == DeskDayUse.Unused) unused++;
                else undecided++;
            }

            if (!isLeased) continue;
            open.Add(own);
            var isPresent = place.LeaseOn(history.Span.Days[^1].Date)?.Tenant == tenant;
            places.Add(new TenantPlace(index, Figure.Share(own, rules.LeastCoverage), isPresent ? IdleDesks.Ghost(history, index, rules) : null));
        }

        return new TenantUse(
            places, Figure.ShareOf(used, unused, undecided, rules.LeastCoverage, "no leased desk could be used on a workday"),
            Figure.Share(open, rules.LeastCoverage), Figure.SeatHours(whole, rules.LeastCoverage));
    }
}

/// <summary>A place of a tenant, on the dates on which it leased it: what others did there before or after is not in it.</summary>
/// <param name="Index">The number of the place.</param>
/// <param name="Use">工位利用率 of the place.</param>
/// <param name="Ghost">Whether it is a ghost desk; null where another leases it on the last date.</param>
public sealed record TenantPlace(int Index, Figure Use, IdleFinding? Ghost);
