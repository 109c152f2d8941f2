using System.CommandLine;
using OpcSpaces.Benchmarks.Backfill;
using OpcSpaces.Benchmarks.Brokers;
using OpcSpaces.Benchmarks.City;
using OpcSpaces.Benchmarks.Codec;
using OpcSpaces.Benchmarks.Drain;
using OpcSpaces.Benchmarks.Edge;
using OpcSpaces.Benchmarks.Ingest;
using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.Mqtt;
using OpcSpaces.Benchmarks.Sensing;
using OpcSpaces.Benchmarks.Storage;
using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.CommandLine;
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

    private readonly Option<string?> _recording = ArgumentRules.Option(
        "--recording", "FILE", "truth: recording to use instead of the included one: a CSV file with the columns Date, Time, Room_Occupancy_Count and columns that end in _PIR", ArgumentRules.ExistingFile("a CSV file", RecordingReader.MostBytes));

    private readonly Option<string[]> _columns = ArgumentRules.Names("--columns", "truth: names of the motion columns [default: all that end in _PIR]", "S6_PIR,S7_PIR");

    private readonly Option<int?> _seed = ArgumentRules.Option(
        "--seed", "N", $"truth: seed of the simulated rooms; below {RoomChoice.FirstSeedForJudging} for choosing parameters, from there on for judging [default: {RoomChoice.FirstSeedForJudging}]", ArgumentRules.Whole(0, int.MaxValue));

    private readonly Option<int?> _rooms = ArgumentRules.Option("--rooms", "N", $"truth: number of simulated rooms [default: {RoomChoice.UsualRooms}]", ArgumentRules.Whole(1, 1_000));

    private readonly Option<string?> _part = ArgumentRules.Option("--part", "NAME", $"truth: measure only this part of the simulation, and no recording: {string.Join(", ", RoomChoice.Parts)}", ArgumentRules.OneOf(RoomChoice.Parts, "a part"));

    private readonly Option<string?> _brokerName = ArgumentRules.Option(
        "--broker", "NAME", "city, latency, mqtt: embedded or mosquitto [default: embedded]", ArgumentRules.OneOf(["embedded", "mosquitto"], "a broker"));

    private BenchmarkCommandLine()
    {
        _scenarios =
        [
            new CodecScenario(), new MqttScenario(_broker), new StorageScenario(_length), new IngestScenario(_length), new LatencyScenario(_length, _broker), new BrokersScenario(_length), new DrainScenario(_length),
            new EdgeScenario(_length), new SensingScenario(_length), new BackfillScenario(_length), new CityScenario(_length, _broker), new TruthScenario(_choice, _roomChoice),
        ];
        string[] names = [.. _scenarios.Select(scenario => scenario.Name)];
        _scenario = ArgumentRules.Argument("SCENARIO", "What to measure", $"one of {string.Join(", ", names)}", ArgumentRules.OneOf(names, "a scenario"));
    }

    public static Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error) =>
        new ProgramCommandLine(Name, new BenchmarkCommandLine().Root(output, error), output, error)
            .RunAsync(arguments, exception => exception is RecordingException ? ExitCode.Wrong : null);

    private RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand($"""
            Measures OpcSpaces on this machine. Build with -c Release.

            Scenarios:
            {string.Join('\n', _scenarios.Select(scenario => $"  {scenario.Name,-9} {scenario.Measures}"))}

            Examples:
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- ingest --json
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- latency --rounds 1 --seconds 10
              dotnet run -c Release --project tests/OpcSpaces.Benchmarks -- truth --columns S6_PIR
            """)
        {
            _scenario, _json, _seconds, _rounds, _brokerName, _recording, _columns, _seed, _rooms, _part,
        };
        root.SetAction(async (parsed, stop) =>
        {
            (_length.Seconds, _length.Rounds) = (parsed.GetValue(_seconds), parsed.GetValue(_rounds));
            _broker.Kind = parsed.GetValue(_brokerName) == "mosquitto" ? BrokerKind.Mosquitto : BrokerKind.Embedded;
            _choice.File = parsed.GetValue(_recording) ?? _choice.File;
            _choice.Columns = parsed.GetValue(_columns) is { Length: > 0 } columns ? columns : null;
            (_roomChoice.Seed, _roomChoice.Rooms) = (parsed.GetValue(_seed) ?? _roomChoice.Seed, parsed.GetValue(_rooms) ?? _roomChoice.Rooms);
            _roomChoice.Part = parsed.GetValue(_part);
            var scenario = _scenarios.Single(scenario => scenario.Name == parsed.GetValue(_scenario));
            var figures = await scenario.RunAsync(error, stop);
            new ScenarioReport(scenario.Name, MachineDescription.OfThisMachine(), figures).Print(output, parsed.GetValue(_json));
            return 0;
        });
        return root;
    }
}
