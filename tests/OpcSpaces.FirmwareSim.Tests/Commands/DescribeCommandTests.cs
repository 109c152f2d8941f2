using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>The command <c>describe</c>, and the files that describe a building.</summary>
public sealed class DescribeCommandTests : CommandLineTests
{
    [Theory]
    [InlineData("--faults", """{ "id": "c", "layout": { "desks": 10 } }""", "this is a building description, not a faults file")]
    [InlineData("--faults", """{ "id": "c", "floors": [], "gateways": [] }""", "this is a building description, not a faults file")]
    [InlineData("--faults", """{ "group": "g", "gateway": "gw-1", "zones": [] }""", "this is a gateway file, not a faults file")]
    [InlineData("--building", """{ "faults": [] }""", "this is a faults file, not a building description")]
    [InlineData("--building", """{ "dataDirectory": "d", "listen": "::1" }""", "this is a settings file of the cloud, not a building description")]
    public async Task A_file_of_another_kind_is_one_line(string option, string content, string says)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("other.jsonc");
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(2, await RunAsync("describe", option, file));
        Assert.Equal($"opcspaces-sim: {file}:1: the file: {says} – give another file", Error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_small_building_has_no_more_gateways_than_zones()
    {
        Assert.Equal(0, await RunAsync("describe", "--desks", "10"));
        Assert.Contains("in 4 zones on 1 floor, 4 gateways", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_says_what_is_in_the_building()
    {
        Assert.Equal(0, await RunAsync("describe", "--desks", "200", "--gateways", "6"));
        Assert.Contains("200 desks", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("gw-06", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_faults_of_a_separate_script_are_reported_with_those_of_the_description()
    {
        using var directory = new TemporaryDirectory();
        var (building, script) = (directory.File("building.jsonc"), directory.File("script.jsonc"));
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "faults": [{ "what": "silent", "zone": "8F" }] }""");
        await File.WriteAllTextAsync(script, """{ "faults": [{ "what": "silent", "zone": "9F" }] }""");

        Assert.Equal(2, await RunAsync("describe", "--building", building, "--faults", script));
        Assert.Equal(
            [$"opcspaces-sim: {building}:1: faults[0].zone: \"8F\"", $"opcspaces-sim: {script}:1: faults[0].zone: \"9F\""],
            Error.ToString().TrimEnd().Split('\n').Select(line => line.Split(" – ")[0]));
    }

    [Theory]
    [InlineData("nanshan-10000", "frauds")]
    [InlineData("nanshan-10000.jsonc", "frauds.jsonc")]
    public async Task Shipped_descriptions_are_found_with_and_without_their_extension(string building, string faults)
    {
        Assert.Equal(0, await RunAsync("describe", "--building", building, "--faults", faults));
        Assert.Contains("brokerAway         for all gateways", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_one_gateway_is_described_and_belongs_to_no_zone()
    {
        using var directory = new TemporaryDirectory();
        var script = directory.File("script.jsonc");
        await File.WriteAllTextAsync(script, """{ "faults": [{ "what": "brokerAway", "gateway": "gw-01" }] }""");

        Assert.Equal(0, await RunAsync("describe", "--building", "office", "--faults", script));
        Assert.Contains("brokerAway         gw-01, all the time", Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("truth", "--building", "office", "--faults", script, "--from", "2026-03-02"));
        Assert.Contains(",,gw-01,fault,brokerAway\n", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_says_when_there_is_more_than_was_asked_for()
    {
        using var directory = new TemporaryDirectory();
        var building = directory.File("building.jsonc");
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1, "doors": 1, "environmentSensors": 9 } }""");

        Assert.Equal(0, await RunAsync("describe", "--building", building));
        Assert.Contains("1 door was asked for, but each of the 4 zones has one", Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("environment sensors were asked for", Output.ToString(), StringComparison.Ordinal);
    }
}
