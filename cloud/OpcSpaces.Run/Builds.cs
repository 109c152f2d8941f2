using System.Text.RegularExpressions;

namespace OpcSpaces.Run;

/// <summary>Builds the programs from this repository when their sources have changed.</summary>
internal static partial class Builds
{
    public static readonly BuiltProgram Cloud = new("cloud", "OpcSpaces.Cloud", "opcspaces-cloud");
    public static readonly BuiltProgram Simulator = new("firmware-sim", "OpcSpaces.FirmwareSim", "opcspaces-sim");

    private const int MostLines = 5;

    /// <summary>The folder that holds OpcSpaces.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The assembly that a build makes.</summary>
    public static string PathOf(BuiltProgram program) => Path.Combine(Root, program.Room, program.Project, "bin", "Release", "net10.0", $"{program.Assembly}.dll");

    /// <param name="log">Takes what the builds print.</param>
    /// <param name="output">Is told of each build.</param>
    /// <param name="error">Takes the first faults of a build that fails.</param>
    /// <param name="time">Says when a build begins.</param>
    /// <exception cref="RunFault">A build failed.</exception>
    public static async Task BuildAsync(string log, TextWriter output, TextWriter error, TimeProvider time, CancellationToken ct, params IEnumerable<BuiltProgram> programs)
    {
        foreach (var program in programs)
        {
            var project = Path.Combine(Root, program.Room, program.Project);
            var before = new BuiltBefore(Root, Path.Combine(project, "obj", "cloud-run-built"));
            if (before.IsUpToDate(PathOf(program)))
                continue;
            await output.WriteLineAsync($"Building {program.Project} (the first time takes about a minute) ...");
            var (began, names) = (time.GetUtcNow(), before.Names());
            await using var build = Part.StartTool("build", log, "build", project, "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false");
            if (await build.WaitAsync(ct) != 0)
            {
                foreach (var line in (await File.ReadAllLinesAsync(log, ct)).Where(line => Fault().IsMatch(line)).Distinct().Order(StringComparer.Ordinal).Take(MostLines))
                    await error.WriteLineAsync(line);
                throw new RunFault($"the build failed (see {log})");
            }

            before.Save(began, names);
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

/// <summary>A program of this repository.</summary>
/// <param name="Room">The top folder.</param>
/// <param name="Project">The folder of the project in it.</param>
/// <param name="Assembly">What the build makes, without its ending.</param>
internal sealed record BuiltProgram(string Room, string Project, string Assembly);
