using System.CommandLine;
using OpcSpaces.Benchmarks;
using OpcSpaces.Benchmarks.Codec;
using OpcSpaces.Benchmarks.Mqtt;

IScenario[] scenarios = [new CodecScenario(), new MqttScenario()];

var name = new Argument<string>("scenario") { Description = string.Join(" ", scenarios.Select(s => $"{s.Name}: {s.Measures}")) };
name.AcceptOnlyFromAmong([.. scenarios.Select(s => s.Name)]);
var json = new Option<bool>("--json") { Description = "Close with one JSON object as the last line." };
var root = new RootCommand("Measures OpcSpaces on this machine. Build with -c Release.") { name, json };
root.SetAction(async (parsed, stop) =>
{
    var scenario = scenarios.Single(s => s.Name == parsed.GetValue(name));
    var figures = await scenario.RunAsync(Console.Out, stop);
    new ScenarioReport(scenario.Name, MachineDescription.OfThisMachine(), figures).Print(Console.Out, parsed.GetValue(json));
    return 0;
});
return await root.Parse(args).InvokeAsync();
