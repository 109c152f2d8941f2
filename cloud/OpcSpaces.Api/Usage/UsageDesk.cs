using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Usage;

/// <summary>Answers questions about usage.</summary>
internal sealed class UsageDesk(UsageHistories histories, RegistryBook registry, RightsCheck check, TimeProvider time)
{
    /// <param name="http">The request: who may not see desks gets no figures of small groups.</param>
    /// <param name="community">The community.</param>
    /// <param name="query">The dates and parameters.</param>
    /// <param name="make">Makes the answer; null for what does not exist.</param>
    /// <param name="zone">The zone that is asked about; null for all.</param>
    /// <param name="isOfSeveral">Whether the answer has zones beside each other, and itself leaves out what is withheld.</param>
    /// <param name="only">The only kind of figure in the answer; null for several.</param>
    public async Task<IResult> AnswerAsync<T>(HttpContext http, string community, UsageQuery query, Func<UsageFigures, T?> make, string? zone = null, bool isOfSeveral = false, FigureKind? only = null)
        where T : class
    {
        var faults = new List<Fault>();
        // A route about one tenant has checked whether it is the caller's own.
        var found = await FindAsync(community, query, make, zone, faults, http.May(Right.ReadDeskUsage), isOfSeveral, only);
        return Told(found, faults);
    }

    /// <summary>The figures of a desk or a room: for who may see desks, and for the tenant that leases it.</summary>
    public async Task<IResult> AnswerPlaceAsync(HttpContext http, string community, string zone, string point, UsageQuery query)
    {
        var faults = new List<Fault>();
        var page = registry.Read(community);
        if (page.Rows.Find<Desk>($"{community}/{zone}/{point}") is null && page.Rows.Find<Room>($"{community}/{zone}/{point}") is null) return Problem.NotFound();
        if (!http.May(Right.ReadDeskUsage))
        {
            var (from, to) = query.Dates(Today(page), faults);
            if (faults.Count == 0 && OwnPlaces.Refusal(page, http.Caller(), check.TargetOf(community), zone, point, from, to) is { } refusal) return refusal;
            faults.Clear();
        }

        return Told(await FindAsync(community, query, figures => figures.Place(zone, point), zone, faults, seesDesks: true), faults);
    }

    /// <summary>The answer; none when there are faults, when there is no such community or zone, and when it is withheld.</summary>
    /// <param name="community">The community.</param>
    /// <param name="query">The dates and parameters.</param>
    /// <param name="make">Makes the answer; null for what does not exist.</param>
    /// <param name="zone">The zone that is asked about; null for all.</param>
    /// <param name="faults">Takes what is wrong with the question.</param>
    /// <param name="seesDesks">Whether who asks may see figures of groups of any size.</param>
    /// <param name="isOfSeveral">Whether the answer has zones beside each other, and itself leaves out what is withheld.</param>
    /// <param name="only">The only kind of figure in the answer; null for several, of which those that are withheld are left out.</param>
    public async Task<(T? Answer, bool IsWithheld)> FindAsync<T>(string community, UsageQuery query, Func<UsageFigures, T?> make, string? zone, ICollection<Fault> faults, bool seesDesks, bool isOfSeveral = false, FigureKind? only = null)
        where T : class
    {
        var page = registry.Read(community);
        if (page.Community is null || (zone is not null && page.Rows.Find<Zone>($"{community}/{zone}") is null)) return default;
        var (from, to) = query.Dates(Today(page), faults);
        var rules = query.Rules(faults);
        if (faults.Count > 0) return default;
        var part = await histories.ReadAsync(community, from, to);
        var groups = seesDesks ? SmallGroups.None : SmallGroups.Of(page.Rows, part.History);
        if (!isOfSeveral && groups.Hide(zone, only)) return (null, true);
        return (make(new UsageFigures(part, rules, groups)), false);
    }

    public bool Has(string community, string tenant) => registry.Read(community).Rows.Find<Tenant>($"{community}/{tenant}") is not null;

    private static IResult Told<T>((T? Answer, bool IsWithheld) found, List<Fault> faults)
        where T : class => found.Answer is { } answer ? TypedResults.Ok(answer) : found.IsWithheld ? Problem.Withheld() : faults.Count > 0 ? Problem.Wrong(faults) : Problem.NotFound();

    private DateOnly Today(RegistryPage page) => CommunityCalendar.Of(page.Rows, page.Id).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds());
}
