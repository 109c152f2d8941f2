using OpcSpaces.CommunityFolders;
using OpcSpaces.CommunityFolders.Faults;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Plans;
using OpcSpaces.Registry.Committing;

namespace OpcSpaces.Registry.Importing;

/// <summary>Imports a community from a folder: everything is checked first, and nothing changes unless all is right.</summary>
public static class CommunityImport
{
    /// <summary>Reads the folder and commits it as one version. Each table whose file is there is replaced as a whole; the others stay.</summary>
    /// <param name="store">The registry.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="who">The person or the program.</param>
    /// <param name="why">The reason.</param>
    /// <param name="checkOnly">Whether nothing is changed.</param>
    /// <param name="areaTolerancePercent">From which difference on declared areas and outlines are reported.</param>
    /// <param name="basedOn">Refused when the rows have changed after this version; null for no check.</param>
    /// <exception cref="Databases.RegistryUnavailableException">The registry cannot be used now.</exception>
    public static ImportOutcome FromFolder(RegistryStore store, string folder, string who, string why, bool checkOnly, decimal areaTolerancePercent, long? basedOn = null) =>
        Commit(store, CommunityFolder.Read(folder), who, why, checkOnly, areaTolerancePercent, basedOn);

    /// <summary>Adds what the community file of the live page draws and the registry does not have: floors, zones, desks, rooms and points. What the registry has stays.</summary>
    /// <param name="store">The registry.</param>
    /// <param name="present">The rows that the registry has.</param>
    /// <param name="drawn">The rows of the file (<see cref="DrawnCommunityRows"/>).</param>
    /// <param name="who">The person or the program.</param>
    /// <param name="why">The reason.</param>
    /// <param name="checkOnly">Whether nothing is changed.</param>
    public static CommitOutcome FromDrawnCommunity(RegistryStore store, RegistryRows present, IEnumerable<object> drawn, string who, string why, bool checkOnly) => store.Commit(new RegistryEdit(who, why)
    {
        Put = [.. drawn.Where(row => RegistryTables.Of(row.GetType()) is var table && present.Find(table, table.KeyOf(row)) is null)],
        CheckOnly = checkOnly,
    });

    private static ImportOutcome Commit(RegistryStore store, CommunityFolder folder, string who, string why, bool checkOnly, decimal areaTolerancePercent, long? basedOn)
    {
        var faults = folder.Faults;
        if (folder.Community.Length == 0) return new ImportOutcome(null, faults, []);
        var outcome = store.Commit(new RegistryEdit(who, why)
        {
            Put = folder.Rows,
            Replace = new ReplacedTables(folder.Community, folder.Tables),
            IsCovered = folder.IsCovered,
            CheckOnly = checkOnly || faults.Count > 0,
            BasedOn = basedOn,
            KeepsDeskFigures = !folder.SaysDeskFigures,
        });
        if (outcome is Refused { Faults: var broken }) faults.Add(broken.Kept.Select(fault => fault.Table == "change" ? new FolderFault("change", null, fault.Field, fault.Value, fault.Fix) : folder.Locate(fault)), broken.Count);
        return new ImportOutcome(faults.Count > 0 ? null : outcome, faults, AreaDifference.Find(new RegistryRows(folder.Rows), areaTolerancePercent));
    }
}

/// <summary>What became of an import.</summary>
/// <param name="Outcome">Null when there are faults: then nothing was changed.</param>
/// <param name="Faults">Of all files and of all rules.</param>
/// <param name="Differences">Zones whose declared area differs from their outline; they are no faults.</param>
public sealed record ImportOutcome(CommitOutcome? Outcome, FolderFaults Faults, IReadOnlyList<AreaDifference> Differences);
