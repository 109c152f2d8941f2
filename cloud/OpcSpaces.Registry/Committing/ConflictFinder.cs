using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Registry.Rows;

namespace OpcSpaces.Registry.Committing;

/// <summary>Finds what others changed after a version.</summary>
internal static class ConflictFinder
{
    // A version that touched more rows than this is looked at as a whole.
    private const int MostListed = 100;

    /// <summary>The changes after <paramref name="version"/> that touch one of these rows.</summary>
    /// <param name="context">The database.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="changes">Rows and their fields.</param>
    /// <param name="byField">Whether different fields of one row are no conflict.</param>
    public static IReadOnlyList<RegistryConflict> Find(RegistryContext context, long version, IEnumerable<RowChange> changes, bool byField)
    {
        var mine = changes.ToDictionary(change => (change.Table, change.Key));
        if (mine.Count == 0 || !context.ChangeSets.Any(set => set.Version > version)) return [];
        var sets = context.ChangeSets.AsNoTracking().Where(set => set.Version > version).ToDictionary(set => set.Version);
        return
        [
            .. context.ChangedRows.AsNoTracking().Where(row => row.Version > version).OrderBy(row => row.Version).ThenBy(row => row.Number).AsEnumerable()
                .Where(row => mine.TryGetValue((row.Table, row.Key), out var change) && Touches(change, row, byField))
                .Take(MostListed)
                .Select(row => new RegistryConflict(
                    row.Table, row.Key, row.Action == RowAction.Change ? row.Fields.Split(';') : [], row.Version, sets[row.Version].At, sets[row.Version].Who, sets[row.Version].Why)),
        ];
    }

    private static bool Touches(RowChange mine, ChangedRow theirs, bool byField) => !byField
        || mine.Action != RowAction.Change || theirs.Action != RowAction.Change || theirs.Fields.Split(';').Any(mine.Fields.ContainsKey);
}
