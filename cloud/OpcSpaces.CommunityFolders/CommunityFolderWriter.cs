using OpcSpaces.CommunityFolders.Plans;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Files;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;

namespace OpcSpaces.CommunityFolders;

/// <summary>Writes a community as a folder: <c>community.jsonc</c>, <c>plan.geojson</c> and a CSV file for each table. What is written is read back as the same.</summary>
public static class CommunityFolderWriter
{
    /// <summary>Writes every file; each is replaced as a whole. Other files of the folder stay.</summary>
    /// <param name="folder">Is made when it is missing.</param>
    /// <param name="rows">Has the community with its district, and all of its rows; rows of others are left out.</param>
    /// <param name="community">The id of the community.</param>
    /// <param name="delimiter">Between the cells of CSV files: a comma, a semicolon or a tab.</param>
    /// <exception cref="ArgumentException">The rows have no such community, or not its district.</exception>
    /// <exception cref="IOException">The disk does not allow it.</exception>
    public static void Write(string folder, RegistryRows rows, string community, char delimiter = ',')
    {
        if (rows.Find<CommunityFacts>(community) is not { } facts) throw new ArgumentException($"The rows have no community '{community}'.", nameof(rows));
        if (rows.Find<District>(facts.District) is not { } district) throw new ArgumentException($"The rows have no district '{facts.District}'.", nameof(rows));
        Directory.CreateDirectory(folder);
        ReplacedFile.Write(Path.Combine(folder, CommunitySettings.Name), stream => CommunitySettings.Write(stream, district, facts));
        ReplacedFile.Write(Path.Combine(folder, PlanFile.Name), stream => PlanFile.Write(stream, facts, rows.Of<Zone>().Where(zone => zone.Community == community)));
        foreach (var table in FolderTable.All)
            ReplacedFile.Write(Path.Combine(folder, table.FileName), stream => CsvTableWriter.Write(stream, table, RowsOf(rows, table, community), delimiter));
    }

    /// <summary>The faults that a reader of the folder would report; a program that makes rows, such as the simulator, asks before it writes them.</summary>
    public static RegistryFaults Check(RegistryRows rows) => RegistryRules.Check(rows);

    internal static IEnumerable<object> RowsOf(RegistryRows rows, FolderTable table, string community) =>
        rows.Of(table.Table).Where(row => RegistryTables.CommunityOf(table.Table, row.Key) == community).Select(row => row.Value);
}
