using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Histories.Served;

/// <summary>A simulated community of 40 desks. All have equal ids of gateways, floors, zones, desks and tenants, and other people.</summary>
/// <param name="Id">Of the community.</param>
/// <param name="Name">Its name, which stands nowhere else.</param>
/// <param name="District">Its district.</param>
/// <param name="Seed">Of its people.</param>
internal sealed record SimulatedHub(string Id, string Name, string District, int Seed)
{
    public const int Gateways = 2;
    public const int Days = 28;

    private static readonly string[] End = [" · people ", "backlog 0 "];

    /// <summary>Writes the description of the building, and the folder for the registry beside it.</summary>
    public async Task DescribeAsync(TemporaryDirectory data)
    {
        await File.WriteAllTextAsync(Building(data), $$"""
            { "id": "{{Id}}", "name": "{{Name}}", "seed": 1, "utcOffsetHours": 8,
              "layout": { "desks": 40, "gateways": {{Gateways}}, "meters": 8, "doors": 4, "environmentSensors": 6, "desksInPrivateOffices": 0.3, "meetingRoomsPerFloor": 1, "roomSensors": true },
              "tenancy": { "district": { "id": "{{District}}", "name": "{{District}} 区", "city": "深圳市" } } }
            """);
        await RunAsync("firmware-sim", "OpcSpaces.FirmwareSim", ["folder", .. WhichBuilding(data), "--out", Folder(data)]);
    }

    public Task ImportAsync(TemporaryDirectory data, params string[] cloud) =>
        RunAsync("cloud", "OpcSpaces.Cloud", ["registry", "import", Folder(data), "--who", "test", "--why", "the simulated community", .. cloud]);

    /// <summary>Lives through all days that it has not lived through yet, until everything is committed, and ends.</summary>
    /// <param name="data">Where the gateways keep their outboxes from one run to the next.</param>
    /// <param name="brokerPort">On loopback.</param>
    /// <param name="whileLive">What is to be done while it lives in the present.</param>
    public async Task LiveAsync(TemporaryDirectory data, int brokerPort, Func<Task> whileLive)
    {
        await using var simulation = ServerProcess.Start("dotnet",
            [ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "run", .. WhichBuilding(data), "--data", data.File($"sim-{Id}"), "--days", Text(Days), "--broker", $"127.0.0.1:{Text(brokerPort)}"]);
        await Eventually.ThatAsync(
            () => simulation.HasExited || End.All(simulation.Log.TrimEnd().Split('\n')[^1].Contains), TimeSpan.FromMinutes(10), $"{Id} to have reached the present", () => simulation.Log);
        Assert.False(simulation.HasExited, simulation.Log);
        await whileLive();
        Assert.Equal(0, await simulation.StopAsync());
        Assert.DoesNotContain("LOST", simulation.Log, StringComparison.Ordinal);
    }

    /// <summary>The rows of a table of the registry's folder, by column, read as plain text.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(TemporaryDirectory data, string table)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder(data), $"{table}.csv"));
        var names = lines[0].TrimStart('\uFEFF').Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private string Building(TemporaryDirectory data) => data.File($"{Id}.json");

    private string Folder(TemporaryDirectory data) => data.File($"folder-{Id}");

    private string[] WhichBuilding(TemporaryDirectory data) => ["--building", Building(data), "--seed", Text(Seed)];

    private static async Task RunAsync(string room, string project, IEnumerable<string> arguments)
    {
        await using var command = ServerProcess.Start("dotnet", [ProductBinary.Find(room, project), .. arguments]);
        await Eventually.ThatAsync(() => command.HasExited, Eventually.Patience, "the command to end", () => command.Log);
        Assert.True(command.ExitCode == 0, command.Log);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
