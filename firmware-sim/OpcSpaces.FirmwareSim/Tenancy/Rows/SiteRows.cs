using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using DayKind = OpcSpaces.Model.Registry.Facts.DayKind;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>The community itself: district, address, time zone, calendar, uses, privacy.</summary>
internal static class SiteRows
{
    private static readonly TimeOnly Opens = new(8, 0);
    private static readonly TimeOnly Closes = new(22, 0);
    private static readonly TimeOnly WeekendOpens = new(9, 0);
    private static readonly TimeOnly WeekendCloses = new(18, 0);

    // How far the site reaches beyond its largest floor, in m.
    private const decimal Margin = 10;

    /// <summary>What tenants do, with the use of their space; and what nobody may do here.</summary>
    public static readonly IReadOnlyList<(string Id, string Name, bool Allowed)> Uses =
    [
        ("software", "软件与信息服务", true), ("ai", "人工智能", true), ("design", "设计与内容创作", true), ("trade", "跨境电商", true),
        ("hardware", "智能硬件研发", true), ("manufacturing", "生产加工", false), ("catering", "餐饮", false),
    ];

    public static IEnumerable<object> All(BuildingPlan plan)
    {
        var (community, district) = (plan.Community, plan.Tenancy.District);
        yield return new District(district.Id, district.Name, district.City);
        yield return new CommunityFacts(
            community.Id, community.Name, district.Id,
            FixedTimeZone.Find(plan.UtcOffset) ?? throw new BuildingException([$"no time zone is always {plan.UtcOffset.TotalHours} hours ahead of UTC: use another utcOffsetHours"]),
            "社区运营方（模拟）", Address(plan), SiteBoundary: Boundary(plan));
        foreach (var day in Enum.GetValues<Weekday>())
        {
            var isWorkday = day < Weekday.Saturday;
            yield return new OpeningHours(community.Id, day, isWorkday ? Opens : WeekendOpens, isWorkday ? Closes : WeekendCloses, isWorkday);
        }

        foreach (var (date, kind, name) in WorkCalendar.China.Special)
        {
            // A make-up day is at a weekend, and has the hours of a workday.
            yield return kind == People.Calendar.DayKind.Holiday
                ? new CalendarDay(community.Id, date, DayKind.Holiday, Name: name)
                : new CalendarDay(community.Id, date, DayKind.Workday, Opens, Closes, name);
        }

        yield return new PrivacyAssessment(community.Id, "pia-2025-01", Timeline.Opened.AddDays(-14), Timeline.Opened.AddYears(3).AddDays(-1));
        foreach (var (id, name, allowed) in Uses)
            yield return new UseCode(community.Id, id, name, allowed);
    }

    /// <summary>The postal address of the building; it is invented.</summary>
    public static string Address(BuildingPlan plan) => $"{plan.Tenancy.District.City}{plan.Tenancy.District.Name}示例路 1 号（模拟）";

    private static Outline? Boundary(BuildingPlan plan)
    {
        var floors = plan.Community.Floors;
        return floors.Count == 0 ? null
            : Outline.Rectangle(-Margin, -Margin, decimal.Ceiling((decimal)floors.Max(floor => floor.WidthMetres)) + (2 * Margin), decimal.Ceiling((decimal)floors.Max(floor => floor.HeightMetres)) + (2 * Margin));
    }
}
