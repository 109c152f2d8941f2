using System.Reflection;
using System.Xml.Linq;

namespace OpcSpaces.Testing;

/// <summary>Finds this repository's own programs, built in the configuration that the tests were built in.</summary>
public static class ProductBinary
{
    /// <summary>The folder that holds OpcSpaces.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Path of the program's assembly, e.g. <c>("cloud", "OpcSpaces.Cloud")</c>; throws with the command that builds it.</summary>
    public static string Find(string room, string project)
    {
        var configuration = typeof(ProductBinary).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var folder = Path.Combine(RepositoryRoot, room, project);
        var name = XDocument.Load(Path.Combine(folder, $"{project}.csproj")).Descendants("AssemblyName").FirstOrDefault()?.Value ?? project;
        var path = Path.Combine(folder, "bin", configuration, "net10.0", $"{name}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing: build it with 'dotnet build {room}/{project} -c {configuration}'.");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpcSpaces.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No OpcSpaces.sln above {AppContext.BaseDirectory}.");
    }
}
