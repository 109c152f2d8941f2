using OpcSpaces.Architecture.Tests.Reading;

namespace OpcSpaces.Architecture.Tests;

/// <summary>Pure projects compute and do nothing else: no files, no network, no processes, no clock, no random numbers of their own.</summary>
public class PurityTests
{
    private static readonly string[] Impure =
    [
        "System.IO.File.", "System.IO.FileInfo.", "System.IO.FileStream.", "System.IO.Directory.", "System.IO.DirectoryInfo.",
        "System.IO.FileSystemWatcher.", "OpcSpaces.Files.", "System.Net.", "Microsoft.Data.Sqlite.", "System.Diagnostics.Process.",
        "System.Diagnostics.Stopwatch.", "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.", "System.Environment.get_TickCount",
        "System.Threading.Thread.", "System.Threading.Timer.", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay",
        "System.Console.", "System.Random.get_Shared", "System.Guid.NewGuid",
    ];

    private const string FileReader = "OpcSpaces.Settings.SettingsFile";

    /// <summary>The types that open the files that people write, and the files that are named there.</summary>
    private static readonly string[] FileReaders = [FileReader, "OpcSpaces.Settings.FileRules"];

    [Theory]
    [InlineData("OpcSpaces.Points")]
    [InlineData("OpcSpaces.Model")]
    [InlineData("OpcSpaces.Answers")]
    [InlineData("OpcSpaces.Settings")]
    public void A_pure_project_does_no_input_or_output_and_reads_no_clock(string project) =>
        Assert.DoesNotContain(ImpureUsesOf(ProductAssembly.Of(project)), use => !FileReaders.Contains(use.Type));

    [Fact]
    public void What_reads_files_is_recognised()
    {
        // The test above would pass for every project if nothing was ever recognised.
        Assert.Contains(ImpureUsesOf(ProductAssembly.Of("OpcSpaces.Settings")), use => use is { Type: FileReader, Member: "OpcSpaces.Files.NamedFile.ReadAllBytes" });
        Assert.Contains(ImpureUsesOf(ProductAssembly.Of("OpcSpaces.Ingest")), use => use.Member.StartsWith("System.TimeProvider.", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Type, string Member)> ImpureUsesOf(ProductAssembly assembly) =>
        from type in assembly.MembersUsed
        from member in type.Value
        where Impure.Any(impure => member.StartsWith(impure, StringComparison.Ordinal))
        select (type.Key, member);
}
