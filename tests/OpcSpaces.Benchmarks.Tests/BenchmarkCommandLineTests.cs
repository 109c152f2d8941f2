using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Tests;

public sealed class BenchmarkCommandLineTests
{
    private const string Scenarios = "codec, mqtt, storage, ingest, latency, brokers, drain, edge, sensing, backfill, city, truth, usage, expiry, metrics, facts, alarms, query, live";

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
    [InlineData("--recordings \"\" is empty: give a folder with recordings", "truth", "--recordings", "")]
    [InlineData("--recordings \"/nowhere\" does not exist: give a folder with recordings", "truth", "--recordings", "/nowhere")]
    [InlineData("--recording has no value: give --recording FILE", "truth", "--recording")]
    [InlineData("--delay-seconds \"1801\" must be a number of seconds from 0 to 1800", "truth", "--delay-seconds", "1801")]
    [InlineData("--stuck-minutes \"9\" must be a whole number from 10 to 10080", "truth", "--stuck-minutes", "9")]
    [InlineData("--seed \"-1\" must be a whole number from 0 to 2147483647", "truth", "--seed", "-1")]
    [InlineData("--part \"attic\" is not a part: give one of week, rooms, air, light, sound, desks, faults", "truth", "--part", "attic")]
    [InlineData("--rooms \"0\" must be a whole number from 1 to 1000", "truth", "--rooms", "0")]
    public async Task A_wrong_command_line_is_one_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal((2, "", $"benchmarks: {sentence}"), await RunAsync(arguments));
    }

    [Fact]
    public async Task Named_recordings_are_scored_alone_and_together()
    {
        var (code, output, error) = await RunAsync("truth", "--recording", RecordedFaultFiles.FullPath("7-one-pulse"), "--recording", RecordedFaultFiles.FullPath("3-held-high"), "--json");

        Assert.Equal(0, code);
        Assert.Contains("\"recordings\":2,\"occupied_minutes\":250,", output, StringComparison.Ordinal);
        Assert.All(["pooled_f1", "rule_pooled_f1", "worst_f1_minus_rule", "worst_f1_minus_hindsight"], name => Assert.Contains($"\"{name}\":", output, StringComparison.Ordinal));
        Assert.All(["recorded_f1", "simulated_f1"], name => Assert.DoesNotContain(name, output, StringComparison.Ordinal));
        Assert.All(["| 7-one-pulse ", "| 3-held-high ", "| together"], line => Assert.Contains(line, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_recording_cannot_be_left_out()
    {
        Assert.Equal(
            (2, "", "benchmarks: --leave-one-out needs at least two recordings: the numbers are chosen on the others"),
            await RunAsync("truth", "--leave-one-out", "--recording", RecordedFaultFiles.FullPath("7-one-pulse")));
    }

    [Fact]
    public async Task Recordings_are_left_out_in_turn()
    {
        var (code, output, error) = await RunAsync("truth", "--leave-one-out", "--recording", RecordedFaultFiles.FullPath("7-one-pulse"), "--recording", RecordedFaultFiles.FullPath("3-held-high"), "--json");

        Assert.Equal(0, code);
        Assert.Contains("\"left_out_mean_f1\":100,", output, StringComparison.Ordinal);
        Assert.All(["| recording left out ", "| 7-one-pulse | 50 s |"], line => Assert.Contains(line, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_torn_recording_is_sentences_and_nothing_is_measured()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("torn.csv");
        await File.WriteAllLinesAsync(file, ["Date,Time,S1_PIR,Room_Occupancy_Count", "2018-01-01,10:00:00,1,x", "2018-01-01,10:"]);

        Assert.Equal(
            (2, "", $"""
                benchmarks: {file}:2: has the number of people "x": use a number from 0 on, or -1 or nothing where it is not known
                benchmarks: {file}:3: has 2 fields instead of 4
                """),
            await RunAsync("truth", "--recordings", directory.FullPath));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await BenchmarkCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString().TrimEnd());
    }
}
