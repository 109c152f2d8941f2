using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using FixtureKind = OpcSpaces.Model.Spaces.FixtureKind;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Registry.Tests;

/// <summary>A small community without faults.</summary>
internal static class Sample
{
    public const string Hub = "hub";
    public static readonly DateOnly Start = new(2026, 1, 1);

    /// <summary>Every table has a row at least.</summary>
    public static List<object> Rows(string community = Hub) =>
    [
        new District("nanshan", "南山区", "深圳市"),
        new CommunityFacts(community, "南山 AI 社区", "nanshan", "Asia/Shanghai", "运营公司", "学府路 1 号", 22.5329m, 113.9305m, Outline.Rectangle(-10, -10, 90, 70)),
        .. Enum.GetValues<Weekday>().Take(5).Select(day => new OpeningHours(community, day, new(8, 0), new(22, 0))),
        new CalendarDay(community, new(2026, 10, 1), DayKind.Holiday, Name: "国庆节"),
        new CalendarDay(community, new(2026, 10, 10), DayKind.Workday, new(9, 0), new(0, 0)),
        new CommunityArea(community, AreaBasis.Controllable, 10_250.5m, "测绘报告", new(2025, 11, 30)),
        new PrivacyAssessment(community, "pia-1", new(2026, 1, 15), new(2028, 12, 31)),
        new UseCode(community, "software", "软件", true),
        new Floor(community, "f3", "3 楼", 3, 64, 40),
        new Fixture(community, "core", "f3", FixtureKind.Core, 28, 16, 8, 8),
        new Zone(community, "open-3", "f3", "共享工位区 3", ZoneKind.OpenArea, 4, Start, Outline: Outline.Rectangle(0, 0, 12, 8)),
        new Zone(community, "meeting-1", "f3", "会议室", ZoneKind.MeetingRoom, Outline: Outline.Rectangle(12, 0, 6, 8)),
        new ZoneArea(community, "open-3", AreaBasis.Usable, 96, "测绘报告", new(2025, 11, 30)),
        .. Enumerable.Range(1, 4).Select(desk => new Desk(community, "open-3", $"desk/{desk}", desk * 2, 4.25m, 180, Tags.Of("monitor"), desk == 1, $"3-{desk:000}")),
        new Room(community, "meeting-1", "room/1", "会议室 1", 8, Tags.Of("screen", "whiteboard")),
        new OutOfService(community, "open-3", "desk/4", new(2026, 3, 2), "维修", new(2026, 3, 6)),
        new Gateway(community, "gw-07", Start, "f3"),
        new Point(community, "open-3", "desk/1", 1, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), GenerationReason.Installed, "gw-07"),
        new Point(community, "open-3", "desk/1", 2, new(2026, 2, 1, 3, 30, 0, TimeSpan.Zero), GenerationReason.Swapped, "gw-07", Sensor: "HLK-LD2410"),
        new Point(community, "open-3", "meter/1", 1, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), GenerationReason.Installed, "gw-07", "插座"),
        new Tenant(community, "t-1", "光合智能", "91440300MA5FTQ0Y23", 3, "ai-agents", TenantStage.Startup, Start, UseCode: "software"),
        new Absence(community, "t-1", new(2026, 2, 14), new(2026, 2, 23), "春节"),
        new InsuredHeads(community, "t-1", Start, 2),
        new SpaceRequest(community, "r-1", "光合智能", new(2026, 2, 10), 2, ZoneKind.PrivateOffice, new(2026, 4, 1), "ai-agents", 2, Tags.Of("monitor"), Tags.Of("quiet"), Tags.None, RequestStatus.Open, "t-1"),
        new Lease(community, "l-1", "t-1", LeaseKind.Desks, "open-3", Tags.Of("desk/1", "desk/2"), Start, 6, 1200, new(2026, 12, 31), AddressKind.DeskNumber, "3-001"),
        new Claim(community, "c-1", "t-1", "rent-subsidy", Start, new(2026, 3, 31), 6, AreaBasis.Contract, 450, new(2026, 4, 5), ClaimStatus.Filed),
        new Invoice(community, "i-1", "l-1", Start, new(2026, 1, 31), 1200, new(2026, 1, 5)),
        new Payment(community, "p-1", "i-1", 1200, new(2026, 1, 8), "光合智能"),
    ];

    public static Tenant Tenant(string id, string name = "甲", string community = Hub) => new(community, id, name, UsccOf(id), 2, "ai", TenantStage.Idea, Start);

    /// <summary>A valid credit code, another for every text.</summary>
    public static string UsccOf(string text)
    {
        var code = "91440300" + text.Aggregate(17L, (hash, letter) => (hash * 31 + letter) % 999_999_937).ToString("000000000", System.Globalization.CultureInfo.InvariantCulture);
        return code + SocialCreditCode.CheckCharacter(code);
    }
}
