using System.CommandLine;
using OpcSpaces.Benchmarks;
using OpcSpaces.Benchmarks.Backfill;
using OpcSpaces.Benchmarks.City;
using OpcSpaces.Benchmarks.Codec;
using OpcSpaces.Benchmarks.Drain;
using OpcSpaces.Benchmarks.Edge;
using OpcSpaces.Benchmarks.Ingest;
using OpcSpaces.Benchmarks.Latency;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Benchmarks.Mqtt;
using OpcSpaces.Benchmarks.Sensing;
using OpcSpaces.Benchmarks.Storage;
using OpcSpaces.Benchmarks.Truth;

if (args is [AgentsProcess.FirstArgument, .. var rest])
    return await AgentsRole.RunAsync(rest);

var length = new RunLength();
var recordingChoice = new RecordingChoice();
IScenario[] scenarios =
[
    new CodecScenario(), new MqttScenario(), new StorageScenario(length), new IngestScenario(length), new LatencyScenario(length), new DrainScenario(length), new EdgeScenario(length),
    new SensingScenario(length), new BackfillScenario(length), new CityScenario(length), new TruthScenario(recordingChoice),
];

var name = new Argument<string>("scenario") { Description = string.Join(" ", scenarios.Select(s => $"{s.Name}: {s.Measures}")) };
name.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
var json = new Option<bool>("--json") { Description = "Close with one JSON object as the last line." };
var seconds = new Option<int?>("--seconds") { Description = "Seconds of one measurement, in place of the scenario's own." };
var rounds = new Option<int?>("--rounds") { Description = "Measurements of which the median counts, in place of the scenario's own." };
var recording = new Option<string?>("--recording") { Description = "truth: another recording, as CSV with Date, Time, columns that end in _PIR, and Room_Occupancy_Count." };
var columns = new Option<string[]>("--columns") { Description = "truth: the motion columns, in place of all that end in _PIR.", AllowMultipleArgumentsPerToken = true };
var root = new RootCommand("Measures OpcSpaces on this machine. Build with -c Release.") { name, json, seconds, rounds, recording, columns };
root.SetAction(async (parsed, stop) =>
{
    (length.Seconds, length.Rounds) = (parsed.GetValue(seconds), parsed.GetValue(rounds));
    recordingChoice.File = parsed.GetValue(recording) ?? recordingChoice.File;
    recordingChoice.Columns = parsed.GetValue(columns) is { Length: > 0 } named ? named : null;
    var scenario = scenarios.Single(s => s.Name == parsed.GetValue(name));
    var figures = await scenario.RunAsync(Console.Error, stop);
    new ScenarioReport(scenario.Name, MachineDescription.OfThisMachine(), figures).Print(Console.Out, parsed.GetValue(json));
    return 0;
});
return await root.Parse(args).InvokeAsync();
