using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpcSpaces.Testing;

namespace OpcSpaces.Dashboards.Tests.Texts;

/// <summary>A resource file of the pages with its translation, and the keys that the pages beside it use.</summary>
internal sealed partial class ResourceFile
{
    private readonly string _path;

    private ResourceFile(string path) => _path = path;

    public static string Folder { get; } = Path.Combine(ProductBinary.RepositoryRoot, "dashboards", "OpcSpaces.Dashboards");

    public static IReadOnlyList<ResourceFile> All { get; } =
        [.. Directory.EnumerateFiles(Folder, "*Texts.resx", SearchOption.AllDirectories).Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(path => new ResourceFile(path))];

    /// <summary>The name of its class, such as <c>LiveTexts</c>.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_path);

    public IReadOnlyDictionary<string, string> English => Read(_path);

    public IReadOnlyDictionary<string, string> Chinese => Read(Path.ChangeExtension(_path, ".zh-CN.resx"));

    /// <summary>The keys that code asks for: whole ones, and the beginnings of those that are put together (with a star at the end).</summary>
    public IReadOnlySet<string> Used => Users().SelectMany(source => Uses().Matches(source).SelectMany(use => KeysOf(use.Groups[1].Value))).Concat(English.Keys.Where(IsUsedByScript)).ToHashSet(StringComparer.Ordinal);

    // Everything between the brackets: a key, or a choice of keys.
    private static IEnumerable<string> KeysOf(string inBrackets) => Literals().Matches(inBrackets).Select(literal => literal.Value.StartsWith('$') ? $"{literal.Value[2..literal.Value.IndexOf('{', StringComparison.Ordinal)]}*" : literal.Value.Trim('"'));

    // The files that have this class as their localizer, also those of the host.
    private IEnumerable<string> Users() =>
        from folder in (string[])[Folder, Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.Cloud")]
        from path in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
        where path.EndsWith(".razor", StringComparison.Ordinal) || (path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        let source = File.ReadAllText(path)
        where source.Contains($"IStringLocalizer<{Name}>", StringComparison.Ordinal)
        select source;

    private bool IsUsedByScript(string key) => key.StartsWith("Script_", StringComparison.Ordinal) && Scripts.Value.Any(script => script.Contains($"words.{key["Script_".Length..]}", StringComparison.Ordinal) || BuiltKeys().Matches(script).Any(built => key["Script_".Length..].StartsWith(built.Groups[1].Value, StringComparison.Ordinal)));

    private static readonly Lazy<IReadOnlyList<string>> Scripts = new(() => [.. Directory.EnumerateFiles(Path.Combine(Folder, "wwwroot"), "*.js").Select(File.ReadAllText)]);

    private static Dictionary<string, string> Read(string path) => XDocument.Load(path).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex("""\b[Tt]ext\[((?:[^\[\]]|\[[^\]]*\])*)\]""")]
    private static partial Regex Uses();

    [GeneratedRegex("""\$?"[^"]*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literals();

    [GeneratedRegex(@"words\[`(\w+)\$\{")]
    private static partial Regex BuiltKeys();
}
