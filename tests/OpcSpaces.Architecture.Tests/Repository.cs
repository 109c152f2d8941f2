using System.Xml.Linq;

namespace OpcSpaces.Architecture.Tests;

/// <summary>The source tree that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of the product with the projects that each references, by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Projects { get; } =
        ((string[])["edge", "cloud", "firmware-sim", "dashboards"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), ReferencesOf);

    private static IReadOnlyList<string> ReferencesOf(string path) =>
        [.. XDocument.Load(path).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "OpcSpaces.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException($"No OpcSpaces.sln above {AppContext.BaseDirectory}.");
        return directory.FullName;
    }
}
