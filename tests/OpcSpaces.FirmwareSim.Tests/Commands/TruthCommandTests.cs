using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>The command <c>truth</c>, and where it writes.</summary>
public sealed class TruthCommandTests : CommandLineTests
{
    [Fact]
    public async Task A_truth_file_that_cannot_be_written_is_refused_before_anything_runs()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(2, await RunAsync("run", "--data", directory.File("data"), "--truth", Path.Combine(directory.FullPath, "nowhere", "truth.csv")));
        Assert.Equal(2, await RunAsync("truth", "--building", "office", "--from", "2026-03-02", "--out", Path.Combine(directory.FullPath, "nowhere", "truth.csv")));
        Assert.Equal(2, Error.ToString().TrimEnd().Split('\n').Length);
        Assert.False(Directory.Exists(directory.File("data")));
    }

    [Fact]
    public async Task The_truth_replaces_a_file_as_a_whole_and_never_the_description()
    {
        using var directory = new TemporaryDirectory();
        var (building, truth) = (directory.File("building.jsonc"), directory.File("truth.csv"));
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1 } }""");
        await File.WriteAllTextAsync(truth, "yesterday's");

        Assert.Equal(2, await RunAsync("truth", "--building", building, "--from", "2026-03-02", "--out", building));
        Assert.StartsWith("{", await File.ReadAllTextAsync(building), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("truth", "--building", building, "--from", "2026-03-02", "--out", truth));
        Assert.StartsWith("from,to,zone", await File.ReadAllTextAsync(truth), StringComparison.Ordinal);
        Assert.Equal([building, truth], Directory.GetFiles(directory.FullPath).Order());
    }

    [Theory]
    [InlineData("2026-03-02", 0)]
    [InlineData("2028-03-02", 1)]
    public async Task Unknown_holidays_cause_a_warning_on_standardError(string date, int warnings)
    {
        Assert.Equal(0, await RunAsync("truth", "--building", "office", "--from", date));
        Assert.Equal(warnings, Error.ToString().Split('\n').Count(line => line.StartsWith("warning: ", StringComparison.Ordinal)));
        Assert.DoesNotContain("warning", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_script_has_every_kind_and_each_is_in_the_truth()
    {
        Assert.Equal(0, await RunAsync("truth", "--building", "nanshan-10000", "--faults", "frauds.jsonc", "--from", "2026-03-02"));
        Assert.All(ScriptKinds.Names, kind => Assert.Matches($",(fault|fraud),{kind}", Output.ToString()));
    }
}
