using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// What is rented and who came. 入驻率 (what is leased), 到岗率 (who came of what is leased) and 工位利用率 (<see cref="ZoneUse.PlaceUse"/>) are
/// three different numbers. No official definition or threshold was found for any of them.
/// </summary>
public static class LeaseRates
{
    private const string NothingLeasable = "there are no desks that can be leased";
    private const string NothingLeased = "no leased desk could be used on a workday";

    /// <summary>入驻率 by seats: leased ÷ leasable desks, as a mean over the dates. Leasable are desks of open areas and private offices that are in use, in service or not.</summary>
    public static Figure LeasedSeats(UsageHistory history, IEnumerable<int> places)
    {
        var (leased, leasable) = (0L, 0L);
        foreach (var place in places.Where(place => history.Places.Places[place] is { IsDesk: true, IsLeasable: true }))
        {
            foreach (var facts in history.Days[place])
            {
                if (!facts.Has(DayFacts.InUse)) continue;
                leasable++;
                if (facts.Has(DayFacts.Leased)) leased++;
            }
        }

        return leasable > 0 ? Figure.Exact((double)leased / leasable, Units.Share) : Figure.Missing(Units.Share, 1, NothingLeasable);
    }

    /// <summary>
    /// 入驻率 by area: leased ÷ leasable area of one basis, as a mean over the dates. A zone that is leased by the desk counts with the leased
    /// share of its desks. The areas of leases are not used: they have a basis of their own (合同面积), and areas of different bases differ by up
    /// to 24 % (JLL). The coverage is the share of the zones that have an area with this basis.
    /// </summary>
    /// <param name="history">For its dates and the registry's places.</param>
    /// <param name="zones">The ids of zones; those that are not leased are left out.</param>
    /// <param name="basis">What the areas count.</param>
    /// <param name="rules">The parameters.</param>
    public static Figure LeasedArea(UsageHistory history, IEnumerable<string> zones, AreaBasis basis, MetricRules rules)
    {
        var (leased, leasable, known, all) = (0.0, 0.0, 0, 0);
        foreach (var zone in zones.Select(zone => history.Places.Zones[zone]).Where(zone => zone.Kind is Spaces.ZoneKind.OpenArea or Spaces.ZoneKind.PrivateOffice))
        {
            all++;
            if (history.Places.AreaOf(zone.Id, basis) is not { } area) continue;
            known++;
            var desks = history.Places.Where(place => place.IsDesk && place.Zone.Id == zone.Id);
            for (var day = 0; day < history.Span.Days.Count; day++)
            {
                if (!IsInUse(zone, history.Span.Days[day].Date)) continue;
                leasable += area;
                leased += area * LeasedShare(history, zone, desks, day);
            }
        }

        return leasable > 0 ? Figure.Of(leased / leasable, Units.Share, (double)known / all, leased / leasable, leased / leasable, rules.LeastCoverage)
            : all > 0 ? Figure.Missing(Units.Share, 0, $"no zone has an area with the basis {basis}")
            : Figure.Missing(Units.Share, 1, "there are no zones that can be leased");
    }

    /// <summary>
    /// 到岗率 of desks: leased desks that were used ÷ leased desks, over workdays. A desk that is out of service, or whose tenant has announced
    /// to be away, is not counted on that date. The coverage is the share of dates that are decided (<see cref="DeskDay"/>).
    /// </summary>
    public static Figure AttendanceOfDesks(UsageHistory history, IEnumerable<int> places, MetricRules rules)
    {
        var count = new DayCount();
        foreach (var place in places.Where(place => history.Places.Places[place].IsDesk))
        {
            for (var day = 0; day < history.Span.Days.Count; day++)
            {
                if (IsExpected(history, place, day)) count.Add(DeskDays.Use(history, place, day, rules));
            }
        }

        return count.Share(rules, NothingLeased);
    }

    /// <summary>到岗率 of tenants: tenants of whom at least one desk was used ÷ tenants with a desk, over workdays, as <see cref="AttendanceOfDesks"/>.</summary>
    public static Figure AttendanceOfTenants(UsageHistory history, IEnumerable<int> places, MetricRules rules)
    {
        var count = new DayCount();
        int[] desks = [.. places.Where(place => history.Places.Places[place].IsDesk)];
        for (var day = 0; day < history.Span.Days.Count; day++)
        {
            var date = history.Span.Days[day].Date;
            foreach (var tenant in desks.Where(desk => IsExpected(history, desk, day)).GroupBy(desk => history.Places.Places[desk].LeaseOn(date)!.Tenant))
                count.Add(Any(tenant.Select(desk => DeskDays.Use(history, desk, day, rules))));
        }

        return count.Share(rules, NothingLeased);
    }

    private static DeskDayUse Any(IEnumerable<DeskDayUse> uses)
    {
        var any = DeskDayUse.Unused;
        foreach (var use in uses)
        {
            if (use == DeskDayUse.Used) return use;
            if (use == DeskDayUse.Undecided) any = use;
        }

        return any;
    }

    private static bool IsExpected(UsageHistory history, int place, int day) =>
        history.Span.Days[day].IsWorkday && history.Span.HoursOf(day) > 0 && history.Days[place][day] is var facts && facts.IsAvailable() && facts.Has(DayFacts.Leased);

    private static double LeasedShare(UsageHistory history, Zone zone, IReadOnlyList<int> desks, int day)
    {
        if (desks.Count > 0) return (double)desks.Count(desk => history.Days[desk][day].Has(DayFacts.Leased)) / desks.Count;
        var date = history.Span.Days[day].Date;
        return history.Places.Leases.Any(lease => lease.Kind == LeaseKind.Zone && lease.Zone == zone.Id && lease.From <= date && !(lease.To < date)) ? 1 : 0;
    }

    private static bool IsInUse(Zone zone, DateOnly date) => !(zone.From > date) && !(zone.To < date);

    private struct DayCount
    {
        private long _used, _unused, _undecided;

        public void Add(DeskDayUse use)
        {
            if (use == DeskDayUse.Used) _used++;
            else if (use == DeskDayUse.Unused) _unused++;
            else _undecided++;
        }

        public readonly Figure Share(MetricRules rules, string none) => Figure.ShareOf(_used, _unused, _undecided, rules.LeastCoverage, none);
    }
}
