using OpcSpaces.Architecture.Tests.Reading;

namespace OpcSpaces.Architecture.Tests;

/// <summary>
/// Which folders of an assembly use which (a namespace is a folder), and which of them use each other in a circle. A type that nothing in
/// its assembly uses cannot close a circle: what composes a project may stand in any folder.
/// </summary>
internal sealed class FolderCycles
{
    private readonly Dictionary<string, SortedDictionary<string, SortedSet<string>>> _edges = [];

    public FolderCycles(ProductAssembly assembly)
    {
        var types = assembly.TypesUsed;
        var used = types.Values.SelectMany(uses => uses).ToHashSet();
        foreach (var (type, uses) in types.Where(type => used.Contains(type.Key)))
        {
            foreach (var other in uses.Where(types.ContainsKey))
                Add(FolderOf(type), FolderOf(other), $"{Short(type)} → {Short(other)}");
        }
    }

    /// <summary>Each set of folders that use each other in a circle, with the uses between them, one line each.</summary>
    public IReadOnlyList<string> Find() =>
    [
        .. Folders().GroupBy(folder => string.Join(", ", Reachable(folder).Where(other => Reachable(other).Contains(folder)).Append(folder).Distinct().Order()))
            .Where(cycle => cycle.Key.Contains(", ", StringComparison.Ordinal))
            .Select(cycle => Describe(cycle.Key.Split(", "))),
    ];

    private IEnumerable<string> Folders() => _edges.Keys.Concat(_edges.Values.SelectMany(to => to.Keys)).Distinct().Order();

    private HashSet<string> Reachable(string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var folder))
        {
            if (!_edges.TryGetValue(folder, out var targets))
                continue;
            foreach (var target in targets.Keys.Where(reached.Add))
                open.Push(target);
        }
        return reached;
    }

    private string Describe(string[] cycle) => string.Join('\n',
        from folder in cycle
        where _edges.ContainsKey(folder)
        from target in _edges[folder]
        where cycle.Contains(target.Key)
        select $"{folder} → {target.Key}: {string.Join(", ", target.Value)}");

    private void Add(string from, string to, string use)
    {
        if (from == to)
            return;
        var targets = _edges.TryGetValue(from, out var known) ? known : _edges[from] = [];
        (targets.TryGetValue(to, out var uses) ? uses : targets[to] = []).Add(use);
    }

    private static string FolderOf(string type) => type[..type.LastIndexOf('.')];

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];
}
