namespace OpcSpaces.Benchmarks.Tests;

public sealed class BenchmarkCommandLineTests
{
    private const string Scenarios = "codec, mqtt, storage, ingest, latency, brokers, drain, edge, sensing, backfill, city, truth";

    [Fact]
    public async Task Help_shows_every_scenario_and_examples()
    {
        var (code, output, error) = await RunAsync("--help");
        Assert.Equal((0, ""), (code, error));
        Assert.All(["Examples:", .. Scenarios.Split(", ")], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData($"SCENARIO is missing: give one of {Scenarios}")]
    [InlineData($"SCENARIO is missing: give one of {Scenarios}", "--json")]
    [InlineData($"SCENARIO \"foo\" is not a scenario: give one of {Scenarios}", "foo", "--json")]
    [InlineData($"SCENARIO \"\" is not a scenario: give one of {Scenarios}", "")]
    [InlineData("\"--jason\" is not an option of benchmarks: see benchmarks --help", "ingest", "--jason")]
    [InlineData("\"yes\" belongs to no option of benchmarks: remove it, or put the option's name before it (see benchmarks --help)", "ingest", "--json", "yes")]
    [InlineData("--seconds \"many\" must be a whole number from 1 to 86400", "ingest", "--seconds", "many")]
    [InlineData("--seconds \"0\" must be a whole number from 1 to 86400", "ingest", "--seconds", "0")]
    [InlineData("--seconds has no value: give --seconds N", "ingest", "--seconds")]
    [InlineData("--seconds is given 2 times: give it once", "ingest", "--seconds", "1", "--seconds", "2")]
    [InlineData("--rounds \"1e9\" must be a whole number from 1 to 1000", "ingest", "--rounds", "1e9")]
    [InlineData("--rounds \"-1\" must be a whole number from 1 to 1000", "ingest", "--rounds", "-1")]
    [InlineData("--recording \"/nowhere.csv\" does not exist: give a CSV file", "truth", "--recording", "/nowhere.csv")]
    [InlineData("--recording \"/tmp\" is a directory: give a CSV file", "truth", "--recording", "/tmp")]
    [InlineData("--columns \"A,\" contains an empty name: give names such as S6_PIR,S7_PIR", "truth", "--columns", "A,")]
    [InlineData("--recording \"/dev/null\" is a device, a pipe or a socket: give a CSV file", "truth", "--recording", "/dev/null")]
    [InlineData("--seed \"-1\" must be a whole number from 0 to 2147483647", "truth", "--seed", "-1")]
    [InlineData("--part \"attic\" is not a part: give one of week, rooms, desks, faults", "truth", "--part", "attic")]
    [InlineData("--rooms \"0\" must be a whole number from 1 to 1000", "truth", "--rooms", "0")]
    public async Task A_wrong_command_line_is_one_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal((2, "", $"benchmarks: {sentence}"), await RunAsync(arguments));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await BenchmarkCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString().TrimEnd());
    }
}
