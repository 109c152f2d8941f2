using System.CommandLine;
using OpcSpaces.Benchmarks.Alarms;
using OpcSpaces.Benchmarks.Backfill;
using OpcSpaces.Benchmarks.Brokers;
using OpcSpaces.Benchmarks.City;
using OpcSpaces.Benchmarks.Codec;
using OpcSpaces.Benchmarks.Drain;
using OpcSpaces.Benchmarks.Edge;
using OpcSpaces.Benchmarks.Facts;
using OpcSpaces.Benchmarks.Ingest;
using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.LiveClients;
using OpcSpaces.Benchmarks.Metrics;
using OpcSpaces.Benchmarks.Mqtt;
using OpcSpaces.Benchmarks.Query;
using OpcSpaces.Benchmarks.Sensing;
using OpcSpaces.Benchmarks.Storage;
using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.Benchmarks.Usage;
using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks;

/// <summary>The command line of the benchmarks. Exit codes: 0 done, 2 wrong arguments or input.</summary>
internal sealed class BenchmarkCommandLine
{
    private const string Name = "benchmarks";

    private readonly RunLength _length = new();
    private readonly RecordingChoice _choice = new();
    private readonly RoomChoice _roomChoice = new();
    private readonly BrokerChoice _broker = new();
    private readonly IScenario[] _scenarios;
    private readonly Argument<string?> _scenario;
    private readonly Option<bool> _json = ArgumentRules.Flag("--json", "Print one JSON object as the last line");
    private readonly Option<int?> _seconds = ArgumentRules.Option("--seconds", "N", "Length of one measurement in seconds [default: the scenario's own]", ArgumentRules.Whole(1, 86_400));
    private readonly Option<int?> _rounds = ArgumentRules.Option("--rounds", "N", "Number of measurements; the median is reported [default: the scenario's own]", ArgumentRules.Whole(1, 1_000));

    private readonly Option<string[]> _recording = ArgumentRules.Repeated(
        "--recording", "FILE", "truth: a recording to score instead of the included ones and without the simulation (may be repeated): a CSV file with the columns Date, Time, Room_Occupancy_Count and columns of sensors whose names end in _PIR, _DOOR, _WATTS, CO2 or Light", ArgumentRules.ExistingFile("a CSV file", RecordingTable.MostBytes));

    private readonly Option<string[]> _recordings = ArgumentRules.Repeated("--recordings", "FOLDER", "truth: all CSV files of a folder, or those that \"FOLDER/NAME*\" names (may be repeated)", FolderName);

    private readonly Option<string[]> _columns = ArgumentRules.Names("--columns", "truth: the columns to use; a name without one of these endings is motion [default: all with such endings]", "S6_PIR,S7_PIR");

    private readonly Option<double?> _delay = ArgumentRules.Option(
        "--delay-seconds", "N", "truth: how long the detectors of the recordings stay high after the last movement [default: not known]", ArgumentRules.Number(0, 1800, "seconds"));

    private readonly Option<int?> _stuck = ArgumentRules.Option(
        "--stuck-minutes", "N", "truth: from when on a detector that is high without a pause counts as stuck [default: the agent's]", ArgumentRules.Whole(10, 10_080));

    private readonly Option<bool> _simulated = ArgumentRules.Flag("--simulated", "truth: score the simulated building too, also when recordings are named");

    private readonly Option<bool> _leaveOneOut = ArgumentRules.Flag("--leave-one-out", "truth: choose the numbers of the estimator anew without each recording in turn, and score it with them");

    private readonly Option<int?> _seed = ArgumentRules.Option(
        "--seed", "N", $"truth, facts, alarms: seed of the simulation; of the rooms those below {RoomChoice.FirstSeedForJudging} are for choosing parameters, the others for judging [default: {RoomChoice.FirstSeedForJudging} in rooms, elsewhere that of the community]", ArgumentRules.Whole(0, int.MaxValue));

    private readonly Option<int?> _rooms = ArgumentRules.Option("--rooms", "N", $"truth: number of simulated rooms [default: {RoomChoice.UsualRooms}]", ArgumentRules.Whole(1, 1_000));

    private readonly Option<string?> _part = ArgumentRules.Option("--part", "NAME", $"truth: measure only this part of the simulation, and of the recordings only those that are named: {string.Join(", ", RoomChoice.Parts)}", ArgumentRules.OneOf(RoomChoice.Parts, "a part"));

    private readonly Option<string?> _brokerName = ArgumentRules.Option(
        "--broker", "NAME", "city, latency, live, mqtt: embedded or mosquitto [default: embedded]", ArgumentRules.OneOf(["embedded", "mosquitto"], "a broker"));

    private BenchmarkCommandLine()
    {
        _scenarios =
        [
            new CodecScenario(), new MqttScenario(_broker), new StorageScenario(_length), new IngestScenario(_length), new LatencyScenario(_length, _broker), new BrokersScenario(_length), new DrainScenario(_length),
            new EdgeScenario(_length), new SensingScenario(_length), new BackfillScenario(_length), new CityScenario(_length, _broker), new TruthScenario(_choice, _roomChoice), new UsageScenario(_length), new ExpiryScenario(_length),
            new MetricsScenario(_length), new FactsScenario(_roomChoice), new AlarmsScenario(_roomChoice), new QueryScenario(_length), new LiveScenario(_length, _broker),
        ];
        string[] names = [.. _scenarios.Select(scenario => scenario.Name)];
        _scenario = ArgumentRules.Argument("SCENARIO", "What to measure", $"one of {string.Join(", ", names)}", ArgumentRules.OneOf(names, "a scenario"));
    }

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error) =>
        new ProgramCommandLine(Name, new BenchmarkCommandLine().Root(output, error), output, error)
            .RunAsync(arguments);

    private RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand($"""
            Measures OpcSpaces on this machine. Build with -c Release.

            Scenarios:
            {string.Join('\n', _scenarios.Select(scenario => $"  {scenario.Name,-9} {scenario.Measures}"))}

            Examples:
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- ingest --json
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- latency --rounds 1 --seconds 10
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --recording room.csv --recording desk.csv --delay-seconds 30
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --recordings ~/recordings --recordings "more/office-*" --json
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --recording room.csv --columns S6_PIR --simulated
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --recordings ~/recordings --leave-one-out
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --part rooms --seed 1000
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --part desks --seed 2
            """)
        {
            _scenario, _json, _seconds, _rounds, _brokerName, _recording, _recordings, _columns, _delay, _stuck, _simulated, _leaveOneOut, _seed, _rooms, _part,
        };
        root.SetAction(async (parsed, stop) =>
        {
            (_length.Seconds, _length.Rounds) = (parsed.GetValue(_seconds), parsed.GetValue(_rounds));
            _broker.Kind = parsed.GetValue(_brokerName) == "mosquitto" ? BrokerKind.Mosquitto : BrokerKind.Embedded;
            Choose(parsed);
            var scenario = _scenarios.Single(scenario => scenario.Name == parsed.GetValue(_scenario));
            var figures = await scenario.RunAsync(error, stop);
            new ScenarioReport(scenario.Name, MachineDescription.OfThisMachine(), figures).Print(output, parsed.GetValue(_json));
            return 0;
        });
        return root;
    }

    private static string? FolderName(string text, out string? value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty: give a folder with recordings" : text.Any(char.IsControl) ? "contains a control character: give a folder with recordings" : null;
    }

    private void Choose(ParseResult parsed)
    {
        (_choice.Files, _choice.Folders) = (parsed.GetValue(_recording) ?? [], parsed.GetValue(_recordings) ?? []);
        _choice.Columns = parsed.GetValue(_columns) is { Length: > 0 } columns ? columns : null;
        _choice.Settings = new PlaySettings(parsed.GetValue(_delay), parsed.GetValue(_stuck));
        (_choice.AlsoSimulated, _choice.LeavesOneOut) = (parsed.GetValue(_simulated), parsed.GetValue(_leaveOneOut));
        (_roomChoice.Seed, _roomChoice.Rooms) = (parsed.GetValue(_seed), parsed.GetValue(_rooms) ?? _roomChoice.Rooms);
        _roomChoice.Part = parsed.GetValue(_part);
    }
}
