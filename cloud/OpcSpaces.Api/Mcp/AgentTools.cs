using System.ComponentModel;
using ModelContextProtocol.Server;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Answers.Usage;
using OpcSpaces.Api.Alarms;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Usage;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Mcp;

/// <summary>What AI agents may ask (Model Context Protocol, tools). Each reads, and changes nothing; each answers what its caller may see.</summary>
[McpServerToolType]
internal sealed class AgentTools(AgentRights rights, RegistryBook registry, UsageDesk usage, AlarmStore alarms, IDesksNow live, TimeProvider time)
{
    private const int MostDesks = 50;
    private const int MostAlarms = 100;
    private const int MostWords = 20;

    [McpServerTool(Name = "list_communities", Title = "Communities and zones", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("The communities that you see, with their zones. The other tools take the ids from here.")]
    public CommunitiesFound ListCommunities()
    {
        var (at, caller) = (registry.ReadAll(), rights.Caller);
        return new CommunitiesFound(
        [
            .. at.Rows.Of<CommunityFacts>().Where(community => caller.May(Right.ReadPlaces, new AccessTarget(community.Id, community.District))).Select(community => new CommunityFound(
                community.Id, community.Name, community.TimeZone,
                [.. at.Rows.Of<Zone>().Where(zone => zone.Community == community.Id).Select(zone => new ZoneFound(zone.Id, zone.Name, $"{zone.Kind}", zone.Floor))])),
        ]);
    }

    [McpServerTool(Name = "find_free_desk", Title = "Free desks now", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Desks where nobody is now and that are in service. A desk of which nothing is known is counted as unknown, never as free. A desk that is leased to a firm is free for that firm's own people alone.")]
    public FreeDesks FindFreeDesk(
        [Description("Id of the community")] string community,
        [Description("Id of a zone; all zones where it is left out")] string? zone = null,
        [Description("What the desk has to have, as words, such as monitor; every one of them; 20 words at most")] string[]? equipment = null,
        [Description("True for desks that can be used from a wheelchair")] bool accessible = false,
        [Description("How many desks at most, 1 to 50")] int limit = 10)
    {
        rights.Demand(community, Right.ReadLive);
        rights.DemandDesks(community);
        if (limit is < 1 or > MostDesks) return AgentRights.Told<FreeDesks>(null, [new Fault("limit", $"{limit}", $"give a whole number from 1 to {MostDesks}")]);
        string[] words = [.. (equipment ?? []).Distinct(StringComparer.Ordinal).Take(MostWords + 1)];
        if (words.Length > MostWords) return AgentRights.Told<FreeDesks>(null, [new Fault("equipment", $"{equipment!.Length} words", $"give at most {MostWords} words")]);
        var page = registry.Read(community);
        if (page.Community is null || (zone is not null && page.Rows.Find<Zone>($"{community}/{zone}") is null)) return AgentRights.Told<FreeDesks>(null, []);
        var today = CommunityCalendar.Of(page.Rows, community).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());
        var closed = page.Rows.Of<OutOfService>().Where(row => row.Community == community && row.From <= today && !(row.To < today)).Select(row => (row.Zone, row.Place)).ToHashSet();
        var fitting = live.Read(rights.Caller, community).Where(desk => (zone is null || desk.Zone == zone) && !closed.Contains((desk.Zone, desk.Desk)))
            .Select(desk => (Now: desk, Facts: page.Rows.Find<Desk>($"{community}/{desk.Zone}/{desk.Desk}")))
            .Where(desk => Fits(desk.Facts, words, accessible)).ToList();
        // What happens at a desk of another firm is no matter of who looks for one, so it is in no other number.
        var leased = fitting.RemoveAll(desk => OwnPlaces.LeasesOf(page, desk.Now.Zone, desk.Now.Desk).Any(lease => lease.From <= today && !(lease.To < today) && !rights.Caller.Grants.Contains(Grant.Tenant(community, lease.Tenant))));
        var free = fitting.Where(desk => desk.Now.State == DeskState.Free).ToList();
        // Since when a desk is free tells when somebody went.
        var seesUse = rights.May(community, Right.ReadDeskUsage);
        var unknown = fitting.Count(desk => desk.Now.State == DeskState.Unknown);
        return new FreeDesks(
            [.. free.Take(limit).Select(desk => new FreeDesk(desk.Now.Floor, desk.Now.Zone, desk.Now.Desk, (desk.Facts?.Equipment ?? Tags.None).Words, desk.Facts?.Accessible ?? false, seesUse ? desk.Now.Since : null))],
            free.Count, fitting.Count - free.Count - unknown, unknown, leased);
    }

    [McpServerTool(Name = "zone_utilisation", Title = "Utilisation of a zone", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("How a zone, or a whole community, was used on some dates: frequency, occupancy, utilisation, peak, leases, energy. A figure without a value says why; unknown time is neither used nor free.")]
    public Task<ZoneAnswer> ZoneUtilisation(
        [Description("Id of the community")] string community,
        [Description("Id of a zone; the whole community where it is left out")] string? zone = null,
        [Description("First date, as 2026-03-02, in the community's time zone")] DateOnly? from = null,
        [Description("Last date; yesterday where it is left out")] DateOnly? to = null) => AskAsync(community, Right.ReadUsage, from, to, zone, figures => figures.Zone(zone));

    [McpServerTool(Name = "ghost_desks", Title = "Desks that nobody uses", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Leased desks that were not used for many workdays in a row (ghost desks), desks that were never used, and leased desks of which too little is known to say it.")]
    public Task<IdleAnswer> GhostDesks(
        [Description("Id of the community")] string community,
        [Description("Id of a zone; all zones where it is left out")] string? zone = null,
        [Description("First date, as 2026-03-02, in the community's time zone")] DateOnly? from = null,
        [Description("Last date; yesterday where it is left out")] DateOnly? to = null) => AskAsync(community, Right.ReadDeskUsage, from, to, zone, figures => figures.Idle(zone));

    [McpServerTool(Name = "alarms", Title = "Alarms", ReadOnly = true, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Alarms of a community, the newest first: what is wrong with which gateway, zone or point, since when, and who takes care of it.")]
    public AlarmsFound Alarms(
        [Description("Id of the community")] string community,
        [Description("How far they are; all where it is left out")] AlarmState? state = null,
        [Description("How many alarms at most, 1 to 100")] int limit = 20)
    {
        rights.Demand(community, Right.ReadAlarms);
        if (limit is < 1 or > MostAlarms) return AgentRights.Told<AlarmsFound>(null, [new Fault("limit", $"{limit}", $"give a whole number from 1 to {MostAlarms}")]);
        var found = alarms.List(community, new AlarmFilter(state), null, limit + 1);
        return new AlarmsFound([.. found.Take(limit).Select(item => item.Alarm.Answer())], found.Count > limit);
    }

    private async Task<T> AskAsync<T>(string community, Right right, DateOnly? from, DateOnly? to, string? zone, Func<UsageFigures, T?> make)
        where T : class
    {
        rights.Demand(community, right);
        var faults = new List<Fault>();
        var (answer, isWithheld) = await usage.FindAsync(community, new UsageQuery(from, to, null, null, null), make, zone, faults, rights.May(community, Right.ReadDeskUsage));
        return AgentRights.Told(answer, faults, isWithheld ? Problem.Withheld() : Problem.NotFound());
    }

    private static bool Fits(Desk? facts, string[] equipment, bool accessible) =>
        (equipment.Length == 0 || (facts is not null && equipment.All(facts.Equipment.Contains))) && (!accessible || facts is { Accessible: true });
}
