using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Rows;

namespace OpcSpaces.Registry.Reading;

/// <summary>Reads the registry: rows, and the audit trail. Also while another process writes. Thread-safe.</summary>
public sealed class RegistryReader(RegistryDatabase database)
{
    private const int MostLookedAt = 1_000;

    /// <summary>The newest version; 0 before the first change.</summary>
    public long Version => Read(context => context.Heads.AsNoTracking().Select(head => head.Version).Single());

    /// <summary>The ids of all communities.</summary>
    public IReadOnlyList<string> Communities => Read(context => context.Set<CommunityFacts>().AsNoTracking().Select(row => row.Id).AsEnumerable().Order(StringComparer.Ordinal).ToList());

    /// <summary>All rows of one community with all districts and communities, as of one moment.</summary>
    /// <param name="community">Null for all communities.</param>
    /// <param name="of">Rows of these tables alone; null for all.</param>
    public RegistryRows Rows(string? community, IReadOnlySet<RegistryTable>? of = null) => Read(context => Rows(context, community is null ? null : [community], of));

    /// <summary>The same, with the version that they are of.</summary>
    public (RegistryRows Rows, long Version) RowsWithVersion(string community) => Read(context => (Rows(context, [community]), context.Heads.AsNoTracking().Select(head => head.Version).Single()));

    /// <summary>The communities that versions touched; null when districts or communities themselves were among it, or too much to look at.</summary>
    /// <param name="after">Versions after this one.</param>
    /// <param name="upTo">The last version.</param>
    /// <param name="of">Changes of these tables alone; null for all.</param>
    public IReadOnlySet<string>? CommunitiesSince(long after, long upTo, IReadOnlySet<RegistryTable>? of = null) => Read(context =>
    {
        var touched = context.ChangedRows.AsNoTracking().Where(row => row.Version > after && row.Version <= upTo);
        if (of is not null)
        {
            string[] names = [.. of.Select(table => table.Name)];
            touched = touched.Where(row => names.Contains(row.Table));
        }

        var changed = touched.Select(row => new { row.Table, row.Key }).Take(MostLookedAt + 1).ToList();
        var communities = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in changed)
        {
            if (RegistryTables.Find(row.Table) is not { } table || !RegistryTables.OfCommunity.Contains(table)) return null;
            communities.Add(RegistryTables.CommunityOf(table, row.Key)!);
        }

        return changed.Count > MostLookedAt ? null : communities;
    });

    /// <summary>The change sets that touched rows of a community, newest first.</summary>
    /// <param name="community">The community.</param>
    /// <param name="before">Versions before this one; null for the newest.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<LogEntry> LogOf(string community, long? before, int most) => Read(context =>
    {
        var touched = OfCommunity(context, community);
        var sets = context.ChangeSets.AsNoTracking().Where(set => touched.Any(row => row.Version == set.Version));
        if (before is { } version) sets = sets.Where(set => set.Version < version);
        return sets.OrderByDescending(set => set.Version).Take(most).Select(set => new LogEntry(set.Version, set.At, set.Who, set.Why, set.Undoes, touched.Count(row => row.Version == set.Version))).ToList();
    });

    /// <summary>The change sets that touched something, newest first.</summary>
    /// <param name="of">A row: its key (<c>nanshan/t-0042</c>) or a part of it (<c>t-0042</c>); null for all.</param>
    /// <param name="from">Made at or after this time; null for all.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<LogEntry> Log(string? of, DateTimeOffset? from, int most) => Read(context =>
    {
        var sets = context.ChangeSets.AsNoTracking();
        if (from is { } time) sets = sets.Where(set => set.At >= time);
        if (of is not null)
        {
            var touched = context.ChangedRows.Where(row => row.Key == of || row.Key.StartsWith(of + "/") || row.Key.EndsWith("/" + of) || row.Key.Contains("/" + of + "/")).Select(row => row.Version);
            sets = sets.Where(set => touched.Contains(set.Version));
        }

        return sets.OrderByDescending(set => set.Version).Take(most).Select(set => new LogEntry(set.Version, set.At, set.Who, set.Why, set.Undoes, context.ChangedRows.Count(row => row.Version == set.Version))).ToList();
    });

    /// <summary>The changes of one version, with former and new values; null for a version that does not exist.</summary>
    public ChangeSet? ChangeSet(long version) => Read(context => ChangeSet(context, version));

    internal static ChangeSet? ChangeSet(RegistryContext context, long version)
    {
        ChangeSet? set = null;
        var changes = new List<RowChange>();
        foreach (var content in context.ChangeParts.AsNoTracking().Where(part => part.Version == version).OrderBy(part => part.Sequence).Select(part => part.Content).AsEnumerable())
        {
            set ??= ChangeSetJson.Read(content).Set;
            changes.AddRange(ChangeSetJson.Read(content).Set.Changes);
        }

        return set is null ? null : set with { Changes = changes };
    }

    /// <summary>The rows of some communities, with all districts and communities.</summary>
    internal static RegistryRows Rows(RegistryContext context, IReadOnlyCollection<string>? communities, IReadOnlySet<RegistryTable>? of = null)
    {
        var rows = new RegistryRows();
        foreach (var table in RegistryTables.All.Where(table => of?.Contains(table) ?? true))
        {
            var store = TableStore.Of(table);
            if (communities is null || table.Record == typeof(District) || table.Record == typeof(CommunityFacts)) Put(store.Read(context, null));
            else foreach (var community in communities) Put(store.Read(context, community));
        }

        return rows;

        void Put(IEnumerable<object> some)
        {
            foreach (var row in some) rows.Put(row);
        }
    }

    // Rows of other communities may contain the id too, as the id of a tenant.
    private static IQueryable<ChangedRow> OfCommunity(RegistryContext context, string community)
    {
        var (table, start) = (RegistryTables.Of<CommunityFacts>().Name, community + "/");
        return context.ChangedRows.AsNoTracking().Where(row => row.Table == table ? row.Key == community : row.Key.StartsWith(start));
    }

    // One transaction: rows and version are of one moment.
    private T Read<T>(Func<RegistryContext, T> read) => database.Guard(() =>
    {
        if (!database.OpenForReading()) throw new RegistryUnavailableException($"there is no registry yet at {database.Place}: import a community into it.");
        using var context = database.Create();
        using var transaction = context.Database.BeginTransaction(database.ReadIsolation);
        return read(context);
    });
}

/// <summary>One version in the audit trail.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it was made.</param>
/// <param name="Who">The person or the program.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Undoes">The version that it takes back.</param>
/// <param name="Rows">How many rows it touched.</param>
public sealed record LogEntry(long Version, DateTimeOffset At, string Who, string Why, long? Undoes, int Rows);
