using System.Xml.Linq;

namespace OpcSpaces.Architecture.Tests;

/// <summary>The source tree that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of the product with the projects that each references, by name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Projects { get; } = Files().ToDictionary(
        file => file.Key,
        file => (IReadOnlyList<string>)[.. file.Value.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))]);

    /// <summary>The name of a project's assembly.</summary>
    public static string AssemblyOf(string project) => Files()[project].Descendants("AssemblyName").SingleOrDefault()?.Value ?? project;

    private static Dictionary<string, XDocument> Files() =>
        ((string[])["edge", "cloud", "firmware-sim", "dashboards"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), XDocument.Load);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "OpcSpaces.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException($"No OpcSpaces.sln above {AppContext.BaseDirectory}.");
        return directory.FullName;
    }
}
