using System.Text.RegularExpressions;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>What is true of every command: help, and faults of the arguments.</summary>
public sealed class SimCommandLineTests : CommandLineTests
{
    [Fact]
    public async Task Help_shows_examples_and_every_command()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.All(new[] { "Examples:", "opcspaces-sim run --data", "replay", "describe", "load" }, word => Assert.Contains(word, Output.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("replay")]
    [InlineData("describe")]
    [InlineData("truth")]
    [InlineData("load")]
    public async Task Each_command_has_help_with_examples(string command)
    {
        Assert.Equal(0, await RunAsync(command, "--help"));
        Assert.Contains($"Examples:", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"opcspaces-sim {command} ", Output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", Error.ToString());
    }

    [Theory]
    [MemberData(nameof(BadArguments.Values), MemberType = typeof(BadArguments))]
    public async Task A_bad_value_is_one_sentence_with_option_value_and_fix(string command, string option, string value)
    {
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option, value]));
        var shown = Regex.Escape(value).Replace("\u001b", "\uFFFD", StringComparison.Ordinal).Replace("\0", "\uFFFD", StringComparison.Ordinal).Replace("\\n", "\uFFFD", StringComparison.Ordinal);
        Assert.Matches($"^opcspaces-sim: {option} \"{shown}\" (.+: give .+|must be .+)$", Assert.Single(Error.ToString().TrimEnd().Split('\n')));
        Assert.Empty(Output.ToString());
    }

    [Theory]
    [MemberData(nameof(BadArguments.Options), MemberType = typeof(BadArguments))]
    public async Task An_option_without_a_value_or_with_two_is_one_sentence_with_the_fix(string command, string option, string value)
    {
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option]));
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option, value, option, value]));
        var lines = Error.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"opcspaces-sim: {option} has no value: give {option} ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"opcspaces-sim: {option} is given 2 times: give it once", lines[1]);
        Assert.Empty(Output.ToString());
    }

    [Theory]
    [InlineData("\"dance\" is not a command of opcspaces-sim: give one of run, replay, describe, folder, truth, opening, load", "dance")]
    [InlineData("\"--host-id\" is not an option of opcspaces-sim run: see opcspaces-sim run --help", "run", "--data", "/nowhere-opcspaces", "--host-id", "a/b")]
    [InlineData("\"b\" belongs to no option of opcspaces-sim run: remove it, or put the option's name before it (see opcspaces-sim run --help)", "run", "--data", "a", "b", "c")]
    [InlineData("\"yes\" belongs to no option of opcspaces-sim run: remove it, or put the option's name before it (see opcspaces-sim run --help)", "run", "--data", "a", "--no-sync", "yes")]
    [InlineData("the command is missing: give one of run, replay, describe, folder, truth, opening, load (see opcspaces-sim --help)", "[suggest]")]
    [InlineData("--building \"@args\" does not exist: give a building description, or the name of an included one (nanshan-10000, nanshan-tenants, nanshan-walkways, futian-200, guangming-120, office, city)", "describe", "--building", "@args")]
    [InlineData("--building \"frauds\" does not exist: give a building description, or the name of an included one (nanshan-10000, nanshan-tenants, nanshan-walkways, futian-200, guangming-120, office, city)", "describe", "--building", "frauds")]
    [InlineData("--faults \"office\" does not exist: give a faults file, or the name of an included one (frauds)", "describe", "--faults", "office")]
    [InlineData("FILE \"/dev/zero\" is a device, a pipe or a socket: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/dev/zero", "--data", "/nowhere-opcspaces")]
    [InlineData("--data is missing: add --data DIR", "run")]
    [InlineData("--from is missing: add --from WHEN", "truth")]
    [InlineData("FILE is missing: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "--data", "/nowhere-opcspaces")]
    [InlineData("FILE \"/nowhere.csv\" does not exist: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/nowhere.csv", "--data", "/nowhere-opcspaces")]
    [InlineData("FILE \"/tmp\" is a directory: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/tmp", "--data", "/nowhere-opcspaces")]
    [InlineData("FILE \"\" is empty: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "", "--data", "/nowhere-opcspaces")]
    [InlineData("--days \"3\" and --start \"2026-03-02\" exclude each other: give one of them", "run", "--data", "/nowhere-opcspaces", "--days", "3", "--start", "2026-03-02")]
    [InlineData("--start \"2099-03-02\" is in the future: give a past date, an hour, now or auto", "run", "--data", "/nowhere-opcspaces", "--start", "2099-03-02")]
    [InlineData("--gateways \"30\" does not fit --desks \"10\": 10 desks make 4 zones, and each of the 30 gateways needs at least one zone: use at most 4 gateways", "describe", "--desks", "10", "--gateways", "30")]
    [InlineData("--building and --desks exclude each other, because the description says how many there are: give one of them", "describe", "--building", "office", "--desks", "10")]
    [InlineData("--to \"2026-03-03\" and --days \"1\" exclude each other: give one of them", "truth", "--from", "2026-03-02", "--to", "2026-03-03", "--days", "1")]
    [InlineData("--to \"2026-03-01T08:00\" is not after --from \"2026-03-02\": give a later end", "truth", "--from", "2026-03-02", "--to", "2026-03-01T08:00")]
    [InlineData("--days \"10\" after --from \"2099-12-31\" ends after 2099-12-31, the last day that can be simulated: give fewer days, or an earlier --from", "truth", "--from", "2099-12-31", "--days", "10")]
    [InlineData("--batch \"7\" is more than the 5 points of a gateway: give 1 to 5, or more --points", "load", "--data", "/nowhere-opcspaces", "--points", "5", "--batch", "7")]
    [InlineData("--rate \"1000\" is more than 34 points can make: give at most 54.4, or more --points", "load", "--data", "/nowhere-opcspaces", "--rate", "1000")]
    public async Task Arguments_that_do_not_fit_together_are_one_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.Equal($"opcspaces-sim: {sentence}", Error.ToString().TrimEnd());
        Assert.Empty(Output.ToString());
    }

    [Fact]
    public async Task Several_bad_values_are_several_sentences()
    {
        Assert.Equal(2, await RunAsync("run", "--days", "many", "--speed", "fast"));
        Assert.Equal(
            ["opcspaces-sim: --data is missing: add --data DIR", "opcspaces-sim: --days \"many\" must be a whole number from 0 to 3660", "opcspaces-sim: --speed \"fast\" must be a number from 0 to 1000000, or max"],
            Error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_help_of_the_program_has_the_name_that_its_examples_have()
    {
        await using var process = ServerProcess.Start("dotnet", [ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "run", "--help"]);
        await process.WaitForExitAsync();
        await Eventually.ThatAsync(() => process.Log.Contains("opcspaces-sim run [options]", StringComparison.Ordinal), Eventually.Patience, "the usage line", () => process.Log);
    }
}
