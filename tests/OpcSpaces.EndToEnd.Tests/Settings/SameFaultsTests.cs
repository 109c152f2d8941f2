using System.Text;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Settings;

/// <summary>The cloud and the simulator read the same file and report the same faults.</summary>
public sealed class SameFaultsTests : IDisposable
{
    private const string Faulty = """
        {
          "id": "a/b", "name": 5,
          "floors": [
            { "id": "1F", "widthMetres": "wide", "heightMetres": 10, "colour": "red", "zones": [] },
            {
              "id": "1f", "widthMetres": 20, "heightMetres": 10,
              "fixtures": [{ "kind": "lift", "rectangle": { "x": 0, "y": 0, "width": -1, "height": 1e308 } }],
              "zones": [
                { "id": "A", "kind": "openArea", "rectangle": { "x": 0, "y": 0, "width": 5, "height": 5 },
                  "desks": [{ "id": "desk/1", "x": 1, "y": 1 }, { "id": "desk/1", "x": 1.1, "y": 1 }, { "id": "desk/3", "x": 1e308, "y": 1 }, { "id": "desk/4", "x": 9, "y": 9, "rotaton": 90 }] },
                { "id": "a", "kind": "openArea", "rectangle": { "x": 4, "y": 0, "width": 5, "height": 5 }, "meters": { "id": "meter/1" } },
                { "id": "B", "kind": "garden", "rooms": [{ "id": "desk/1", "capacity": 0 }], "doors": [{ "id": "door/01" }], "environment": ["env/1"] },
                { "id": "C", "id": "D", "kind": "meetingRoom", "rectangle": { "x": 10, "y": 0, "width": 50, "height": 5 }, "name": "\u001b[2J" }
              ]
            }
          ],
          "gateways": [{ "id": "gw-01", "sensors": [{ "zone": "A", "point": "desk/1", "sensor": "motion", "pin": 4 }] }]
        }
        """;

    private readonly TemporaryDirectory _directory = new("same-faults");

    private string FilePath => _directory.File("site.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task One_faulty_file_gives_the_same_faults_from_the_cloud_and_from_the_simulator()
    {
        await File.WriteAllTextAsync(FilePath, Faulty);

        var (cloud, simulator) = (await CloudAsync(), await SimulatorAsync());

        Assert.True(simulator.Length > 20, string.Join('\n', simulator));
        Assert.All(simulator, line => Assert.Matches(@"^\S+site\.json:\d+: (id|name|floors\S*): .+ – .+$", line));
        // Only the simulator knows gateways.
        Assert.Equal(simulator, cloud.Where(line => !line.Contains(": gateways: ", StringComparison.Ordinal)));
        Assert.Equal(simulator.Length + 1, cloud.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ torn")]
    [InlineData("{\n\"id\": \"\\ud800\" }")]
    public async Task A_text_that_cannot_be_read_gives_the_same_fault(string text)
    {
        await File.WriteAllTextAsync(FilePath, text);
        await ExpectOneFaultAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_UTF_8_gives_the_same_fault()
    {
        await File.WriteAllBytesAsync(FilePath, [.. "{\n\"id\": \"a\", \"name\": \""u8, 0xBC, 0xDC, .. "\" }"u8]);
        await ExpectOneFaultAsync();

        await File.WriteAllTextAsync(FilePath, Faulty, Encoding.Unicode);
        await ExpectOneFaultAsync();
    }

    private async Task ExpectOneFaultAsync()
    {
        var (cloud, simulator) = (await CloudAsync(), await SimulatorAsync());
        Assert.StartsWith(FilePath, Assert.Single(simulator), StringComparison.Ordinal);
        Assert.Equal(simulator, cloud);
    }

    private Task<string[]> CloudAsync() => FaultsAsync("opcspaces-cloud", ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "--data", _directory.FullPath, "--community", FilePath, "--check");

    private Task<string[]> SimulatorAsync() => FaultsAsync("opcspaces-sim", ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "describe", "--building", FilePath);

    private static async Task<string[]> FaultsAsync(string name, params string[] command)
    {
        await using var process = ServerProcess.Start("dotnet", command);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(deadline.Token);
        Assert.Equal(2, process.ExitCode);
        return [.. process.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Unprefixed(line, name))];
    }

    private static string Unprefixed(string line, string name)
    {
        Assert.StartsWith($"{name}: ", line, StringComparison.Ordinal);
        return line[(name.Length + 2)..];
    }
}
