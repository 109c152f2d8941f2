using OpcSpaces.CommunityFolders.Faults;
using OpcSpaces.CommunityFolders.Plans;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Settings;

namespace OpcSpaces.CommunityFolders;

/// <summary>
/// A community that was read from a folder, with every fault of its files. A table whose file is not there is not part of it. Rules that
/// need all rows are checked later, with those of the registry; <see cref="Locate"/> says where in the files their faults are.
/// </summary>
public sealed class CommunityFolder
{
    private static readonly HashSet<string> Extras = new(StringComparer.OrdinalIgnoreCase) { CommunitySettings.Name, PlanFile.Name };
    private readonly Dictionary<string, IReadOnlyDictionary<string, int>> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _outlines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly List<object> _rows = [];

    private CommunityFolder(string community) => Community = community;

    /// <summary>The id of the community; a placeholder when its file could not be read, and empty without a folder.</summary>
    public string Community { get; }

    /// <summary>The rows that could be read, with the community and its district.</summary>
    public IReadOnlyList<object> Rows => _rows;

    /// <summary>The names of the tables whose files are there.</summary>
    public IReadOnlySet<string> Tables => _tables;

    /// <summary>Whether the folder says if figures of single desks are given. One that does not leaves it as it is.</summary>
    public bool SaysDeskFigures { get; private set; }

    /// <summary>The faults of the files.</summary>
    public FolderFaults Faults { get; } = new();

    /// <summary>Reads every file of a folder. Files that do not belong to it are faults, because they may be misspelled.</summary>
    public static CommunityFolder Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var none = new CommunityFolder("");
            none.Faults.Add(new FolderFault(folder, null, null, "is not a folder", "give the folder that has community.jsonc"));
            return none;
        }

        var faults = new List<FolderFault>();
        var path = Path.Combine(folder, CommunitySettings.Name);
        var read = Settings(path, faults);
        // Without the community, the other files are still read for their faults.
        var (district, community, saysDeskFigures) = read ?? CommunitySettings.InPlaceOf(path);
        var result = new CommunityFolder(community.Id) { SaysDeskFigures = saysDeskFigures };
        foreach (var fault in faults) result.Faults.Add(fault);
        result.Files(folder);
        result.ReadTables(folder, district, read is null ? community with { Longitude = 0, Latitude = 0 } : community);
        return result;
    }

    /// <summary>The file, line and column of a fault of the registry's rules.</summary>
    public FolderFault Locate(RegistryFault fault)
    {
        var table = RegistryTables.Find(fault.Table)!;
        var isPlan = FolderTable.IsPlan(table, fault.Field);
        if (isPlan && _outlines.TryGetValue(fault.Key, out var feature)) return new FolderFault(PlanFile.Name, feature, $"zone {fault.Key[(Community.Length + 1)..]}", fault.Value, fault.Fix);
        if (fault.Field == "siteBoundary") return new FolderFault(PlanFile.Name, _outlines.GetValueOrDefault(""), "site", fault.Value, fault.Fix);
        if (!_tables.Contains(fault.Table)) return new FolderFault($"{fault.Table} {fault.Key} in the registry", null, fault.Field, fault.Value, $"{fault.Fix} (the folder has no {fault.Table}.csv)");
        int? line = _lines.TryGetValue(fault.Table, out var lines) && lines.TryGetValue(fault.Key, out var at) ? at : null;
        return new FolderFault($"{fault.Table}.csv", line, fault.Field, fault.Value, fault.Fix);
    }

    /// <summary>Whether a fault of a rule comes only from rows that could not be read, or has been reported already.</summary>
    public bool IsCovered(RegistryFault fault)
    {
        var table = RegistryTables.Find(fault.Table)!;
        if (table.Record == typeof(District) || (table.Record == typeof(CommunityFacts) && fault.Field != "siteBoundary")) return true;
        if (fault.Field is null || _unread.Count == 0) return false;
        var column = table.Column(fault.Field)!;
        return (column.RefersTo is { } target && _unread.Contains(RegistryTables.Of(target).Name) && fault.Fix.StartsWith("there is no ", StringComparison.Ordinal))
            || (fault.Fix.Contains("has no such place", StringComparison.Ordinal) && (_unread.Contains("desks") || _unread.Contains("rooms")))
            || (table.Record == typeof(Point) && _unread.Contains("points") && fault.Field is "generation" or "reason");
    }

    private static (District District, CommunityFacts Community, bool SaysDeskFigures)? Settings(string path, List<FolderFault> faults)
    {
        try
        {
            return CommunitySettings.Read(path);
        }
        catch (SettingsException e)
        {
            faults.AddRange(e.Faults.Select(fault => new FolderFault(CommunitySettings.Name, fault.Line, fault.Path, fault.Value, fault.Fix)));
            return null;
        }
    }

    private void Files(string folder)
    {
        var known = FolderTable.All.Select(table => table.FileName).Concat(Extras).ToList();
        foreach (var name in Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
        {
            if (known.Contains(name) || (Path.GetExtension(name) is not (".csv" or ".geojson" or ".json" or ".jsonc" or ".xlsx" or ".xls") && SimilarName.Find(name, known) is null)) continue;
            Faults.Add(new FolderFault(name, null, null, "is not a file of a community folder", SimilarName.Find(name, known) is { } close ? $"did you mean {close}?" : $"remove it; the files are {string.Join(", ", known.Order(StringComparer.Ordinal))}"));
        }

        if (File.Exists(Path.Combine(folder, FolderTable.Of<Zone>().FileName)) == File.Exists(Path.Combine(folder, PlanFile.Name))) return;
        var missing = File.Exists(Path.Combine(folder, PlanFile.Name)) ? FolderTable.Of<Zone>().FileName : PlanFile.Name;
        Faults.Add(new FolderFault(missing, null, null, "missing", "zones.csv and plan.geojson go together: add it"));
    }

    private void ReadTables(string folder, District district, CommunityFacts community)
    {
        var plan = new PlanReader(Faults);
        var planFile = Path.Combine(folder, PlanFile.Name);
        if (File.Exists(planFile)) plan.Read(planFile, community.Longitude, community.Latitude);
        _rows.Add(district);
        _rows.Add(community with { SiteBoundary = plan.Site?.Outline });
        _outlines[""] = plan.Site?.Line ?? 1;
        foreach (var table in FolderTable.All.Where(table => File.Exists(Path.Combine(folder, table.FileName))))
        {
            var reader = new CsvTableReader(table, Community, Faults);
            reader.Read(Path.Combine(folder, table.FileName));
            _tables.Add(table.Table.Name);
            _lines[table.Table.Name] = reader.Lines;
            if (reader.HasUnread) _unread.Add(table.Table.Name);
            _rows.AddRange(table.Table.Record == typeof(Zone) ? Outlined(reader.Rows.Cast<Zone>(), plan, reader.HasUnread) : reader.Rows);
        }
    }

    private IEnumerable<object> Outlined(IEnumerable<Zone> zones, PlanReader plan, bool hasUnread)
    {
        var table = RegistryTables.Of<Zone>();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var zone in zones)
        {
            drawn.Add(zone.Id);
            if (!plan.Zones.TryGetValue(zone.Id, out var shape))
            {
                yield return zone;
                continue;
            }

            _outlines[table.KeyOf(zone)] = shape.Line;
            yield return zone with { Outline = shape.Outline };
        }

        if (hasUnread) yield break;
        foreach (var (zone, (_, line)) in plan.Zones.Where(zone => !drawn.Contains(zone.Key)))
            Faults.Add(new FolderFault(PlanFile.Name, line, "properties.zone", $"\"{zone}\"", "zones.csv has no such zone: add it, or correct the id"));
    }
}
