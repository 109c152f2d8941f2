using System.Text.RegularExpressions;

namespace OpcSpaces.Run;

/// <summary>Builds the programs from this repository.</summary>
internal static partial class Builds
{
    private const int MostLines = 5;

    /// <summary>The folder that holds OpcSpaces.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The assembly of a project that was built.</summary>
    public static string Program(string room, string project, string assembly) => Path.Combine(Root, room, project, "bin", "Release", "net10.0", $"{assembly}.dll");

    public static async Task BuildAsync(string log, TextWriter error, CancellationToken ct, params IEnumerable<string> projects)
    {
        foreach (var project in projects)
        {
            await using var build = Part.StartTool("build", log, "build", Path.Combine(Root, project), "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false");
            if (await build.WaitAsync(ct) == 0)
                continue;
            foreach (var line in (await File.ReadAllLinesAsync(log, ct)).Where(line => Fault().IsMatch(line)).Distinct().Order(StringComparer.Ordinal).Take(MostLines))
                await error.WriteLineAsync(line);
            throw new RunFault($"the build failed (see {log})");
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OpcSpaces.sln")))
                return folder.FullName;
        }

        throw new RunFault($"no OpcSpaces.sln above {AppContext.BaseDirectory}: run it from a clone of the repository");
    }

    [GeneratedRegex("error|warn")]
    private static partial Regex Fault();
}
