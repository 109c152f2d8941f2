using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Conditions;
using OpcSpaces.Api.Csv;
using OpcSpaces.Api.Documents;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Registry;

/// <summary>
/// The registry's tables as resources: <c>/communities/{community}/TABLE</c> and <c>/communities/{community}/TABLE/KEY</c>. They follow from the tables, so a
/// new column or table is in the API without further code.
/// </summary>
internal static class RegistryEndpoints
{
    private const string UsualWhy = "changed through the API";

    public static void MapRegistryTables(this RouteGroupBuilder api)
    {
        var map = typeof(RegistryEndpoints).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var table in RegistryTables.OfCommunity) map.MakeGenericMethod(table.Record).Invoke(null, [api, table]);
    }

    private static void Map<T>(RouteGroupBuilder api, RegistryTable table)
        where T : class
    {
        var right = TableRights.Of(table);
        var group = api.MapGroup($"/communities/{{community}}/{table.Name}").WithTags("Registry");
        var name = string.Concat(table.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        Rule(group.MapGet("", List<T>).WithName($"List{name}").WithSummary($"The rows of the table {table.Name}").WithFilters(table).Produces<Page<T>>().AlsoAsCsv(), table, right);
        Rule(group.MapGet("/{**key}", Get<T>).WithName($"Get{name}").WithSummary($"One {table.Noun}").WithKey(table).Produces<T>(), table, right);
        group.MapPut("/{**key}", Put<T>).WithName($"Put{name}").WithSummary($"Add or replace one {table.Noun}").WithKey(table).WithMetadata(new DescribedBody(typeof(T))).Changes(alsoAdds: true).Needs(Right.ChangeRegistry);
        group.MapDelete("/{**key}", Delete<T>).WithName($"Delete{name}").WithSummary($"Remove one {table.Noun}").WithKey(table).Changes().Needs(Right.ChangeRegistry);
    }

    private static void Rule(RouteHandlerBuilder route, RegistryTable table, Right right)
    {
        if (TableRights.TenantOf(table) is null) route.Needs(right);
        else route.NeedsForSome(right);
    }

    private static IResult List<T>(string community, [AsParameters] PageRequest page, [AsParameters] CsvRequest csv, HttpContext http, RegistryBook book)
        where T : class
    {
        var table = RegistryTables.Of<T>();
        var faults = new List<Fault>();
        var filter = RowFilter.Read(table, http.Request.Query, faults);
        csv.Check(faults);
        var at = book.Read(community);
        if (at.Community is null) return Problem.NotFound();
        var rows = at.Rows.Of(table).Where(row => RegistryTables.CommunityOf(table, row.Key) == community && filter.Takes(row.Value) && Sees(http.Caller(), table, at, row.Value)).ToList();
        if (csv.IsWanted) return faults.Count > 0 ? Problem.Wrong(faults) : TableCsv.Of(table, rows.Select(row => row.Value), csv);
        faults.AddRange(page.TryCut(rows, row => row.Key, out var cut));
        if (faults.Count > 0) return Problem.Wrong(faults);
        return ETags.Ok(http, at.Version, new Page<T>([.. cut!.Items.Select(row => (T)row.Value)], cut.Next));
    }

    private static IResult Get<T>(string community, string key, HttpContext http, RegistryBook book)
        where T : class
    {
        var (table, at) = (RegistryTables.Of<T>(), book.Read(community));
        return at.Rows.Find<T>($"{community}/{key}") is { } row && Sees(http.Caller(), table, at, row) ? ETags.Ok(http, at.Version, row) : Problem.NotFound();
    }

    private static async Task<IResult> Put<T>(string community, string key, string? why, HttpContext http, RegistryBook book, RegistryStore store)
        where T : class
    {
        var (table, at, faults) = (RegistryTables.Of<T>(), book.Read(community), new List<Fault>());
        if (at.Community is null) return Problem.NotFound();
        if (KeyOf(table, community, key) is not { } given) return Problem.NotFound($"A {table.Noun} has the key {string.Join('/', table.Keys.Skip(1))}.");
        if (!ETags.TryReadCondition(http, at.Version, at.Rows.Find(table, $"{community}/{key}") is not null, out var basedOn, out var refusal)) return refusal;
        var body = await JsonBody.ReadAsync(http, faults);
        if (body is not { } json || RowReader.Read(table, json, given, "", faults) is not { } row) return Problem.Wrong(faults);
        return CommitAnswers.Of(http, store.Commit(new RegistryEdit(http.Caller().Id, why ?? UsualWhy) { Put = [row], BasedOn = basedOn }));
    }

    private static IResult Delete<T>(string community, string key, string? why, HttpContext http, RegistryBook book, RegistryStore store)
        where T : class
    {
        var (table, at) = (RegistryTables.Of<T>(), book.Read(community));
        if (at.Rows.Find(table, $"{community}/{key}") is null) return Problem.NotFound();
        if (!ETags.TryReadCondition(http, at.Version, exists: true, out var basedOn, out var refusal)) return refusal;
        return CommitAnswers.Of(http, store.Commit(new RegistryEdit(http.Caller().Id, why ?? UsualWhy) { Remove = [new RowName(table.Name, $"{community}/{key}")], BasedOn = basedOn }));
    }

    private static bool Sees(Caller caller, RegistryTable table, RegistryPage at, object row) =>
        TableRights.TenantOf(table) is not { } tenant || caller.May(TableRights.Of(table), new AccessTarget(at.Id, at.Community?.District, tenant.TextOf(row)));

    // An id of a point has a slash in it, so the last column takes the rest where it is one.
    private static Dictionary<string, string>? KeyOf(RegistryTable table, string community, string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { [table.Keys[0].Name] = community };
        var parts = new Queue<string>(key.Split('/'));
        foreach (var column in table.Keys.Skip(1))
        {
            if (!parts.TryDequeue(out var text) || (column.PointKinds is not null && !parts.TryPeek(out _))) return null;
            texts[column.Name] = column.PointKinds is null ? text : $"{text}/{parts.Dequeue()}";
        }

        return parts.Count == 0 && table.Keys.Skip(1).All(column => column.Kind.Parse(texts[column.Name]) is not null) ? texts : null;
    }
}
