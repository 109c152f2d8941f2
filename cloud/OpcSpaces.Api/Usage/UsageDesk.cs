using Microsoft.AspNetCore.Http;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Usage;

/// <summary>Answers questions about usage.</summary>
internal sealed class UsageDesk(UsageHistories histories, RegistryBook registry, TimeProvider time)
{
    public async Task<IResult> AnswerAsync<T>(string community, UsageQuery query, Func<UsageFigures, UsageHistory, T?> make, string? zone = null)
        where T : class
    {
        var faults = new List<Fault>();
        return await FindAsync(community, query, make, zone, faults) is { } answer ? TypedResults.Ok(answer) : faults.Count > 0 ? Problem.Wrong(faults) : Problem.NotFound();
    }

    /// <summary>The answer; null when there are faults, and when there is no such community or zone.</summary>
    public async Task<T?> FindAsync<T>(string community, UsageQuery query, Func<UsageFigures, UsageHistory, T?> make, string? zone, ICollection<Fault> faults)
        where T : class
    {
        var page = registry.Read(community);
        if (page.Community is null || (zone is not null && page.Rows.Find<Zone>($"{community}/{zone}") is null)) return null;
        var (from, to) = query.Dates(CommunityCalendar.Of(page.Rows, community).DateAt(time.GetUtcNow().ToUnixTimeMilliseconds()), faults);
        var rules = query.Rules(faults);
        if (faults.Count > 0) return null;
        var part = await histories.ReadAsync(community, from, to);
        return make(new UsageFigures(part, rules), part.History);
    }

    public bool Has(string community, string tenant) => registry.Read(community).Rows.Find<Tenant>($"{community}/{tenant}") is not null;
}
