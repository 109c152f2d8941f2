using System.Globalization;
using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>The command <c>run</c>: its data directory, its progress and its end.</summary>
public sealed class RunCommandTests : CommandLineTests
{
    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_one_sentence()
    {
        Assert.Equal(2, await RunAsync("run", "--data", "/dev/null/data"));
        Assert.Matches("^opcspaces-sim: --data \"/dev/null/data\" cannot be written .+: give a directory that this account can write$", Error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_data_directory_that_is_refused_is_not_made()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(2, await RunAsync("run", "--data", directory.FullPath + "/a\u001bx"));
        Assert.Equal($"opcspaces-sim: --data \"{directory.FullPath}/a\uFFFDx\" contains a control character: give a directory", Error.ToString().TrimEnd());
        Assert.Empty(Directory.GetFileSystemEntries(directory.FullPath));
    }

    [Theory]
    [MemberData(nameof(Outboxes))]
    public async Task An_outbox_that_cannot_be_used_is_one_sentence(string gateway, string pragmas, string says, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(new FleetOptions { DataDirectory = directory.FullPath }.DirectoryOf(gateway), "outbox.db");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var foreign = Sqlite.SqliteDatabase.Open(file, null))
            foreign.Execute($"CREATE TABLE theirs(x); {pragmas}");

        Assert.Equal(1, await RunAsync([.. arguments, "--data", directory.FullPath, "--broker", "127.0.0.1:1", "--host", "", "--for", "100"]));

        var line = Assert.Single(Error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith($"opcspaces-sim: '{file}' {says}", line, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string[]> Outboxes()
    {
        var data = new TheoryData<string, string, string, string[]>();
        foreach (var (gateway, arguments) in new[]
                 {
                     ("gw-01", new[] { "run", "--desks", "10", "--gateways", "1" }),
                     ("load-0001", ["load", "--gateways", "1"]),
                     (OpcSpaces.FirmwareSim.Playback.PlaybackRoom.Gateway, ["replay", RecordedRoomFile.FullPath]),
                 })
        {
            data.Add(gateway, "", "is not an outbox but another SQLite file", arguments);
            data.Add(gateway, "PRAGMA application_id=0x4F50434F; PRAGMA user_version=99;", "is an outbox of version 99, and this program knows the versions up to", arguments);
        }
        return data;
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-2")]
    [InlineData("\u001b[31m")]
    public async Task A_damaged_record_of_the_simulated_time_is_refused_and_stays(string content)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File(SimulatedThrough.FileName);
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(1, await RunAsync("run", "--data", directory.FullPath, "--desks", "10", "--days", "1"));

        var line = Assert.Single(Error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith($"opcspaces-sim: '{file}' must hold the time that the simulation has reached, but holds \"{content.Replace('\u001b', '\uFFFD')}\": write ", line, StringComparison.Ordinal);
        Assert.EndsWith(", or use another data directory", line, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_run_shows_progress_until_it_is_stopped_and_ends_with_0()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();

        var run = RunAsync(Run(broker, directory), stop.Token);
        await Output.Seen.WaitAsync(Eventually.Patience);
        await stop.CancelAsync();

        Assert.Equal((0, ""), (await run, Error.ToString()));
        Assert.Empty(CommunityFolder.Read(directory.File("community")).Faults.Kept);
    }

    [Fact]
    public async Task A_run_for_a_second_ends_with_0()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();

        Assert.Equal(0, await RunAsync([.. Run(broker, directory), "--for", "1"]));
        Assert.Equal("", Error.ToString());
    }

    [Fact]
    public async Task A_run_that_continues_says_so_and_exports_only_the_truth_of_its_own_time()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();
        var through = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await File.WriteAllTextAsync(directory.File("simulated-through"), through.ToString("O", CultureInfo.InvariantCulture));

        Assert.Equal(0, await RunAsync([.. Run(broker, directory), "--days", "1", "--truth", directory.File("truth.csv"), "--for", "1"]));

        Assert.Contains("is already simulated up to this time; --days 1 does not begin earlier", Output.ToString(), StringComparison.Ordinal);
        var begins = (await File.ReadAllLinesAsync(directory.File("truth.csv"))).Skip(1).Select(line => DateTimeOffset.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(begins);
        Assert.All(begins, begin => Assert.True(begin >= through, $"{begin}"));
    }

    [Fact]
    public async Task A_refused_configuration_does_not_replace_the_existing_community()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.File("community"));
        await File.WriteAllTextAsync(directory.File("community", "tenants.csv"), "as it was");
        var options = new SimulationOptions
        {
            Building = BuildingGenerator.Generate(new BuildingOptions { Desks = 10, Gateways = 1 }),
            Fleet = new FleetOptions { DataDirectory = directory.FullPath, PrimaryHost = "a/b" },
        };

        Assert.Throws<SettingsException>(() => new Simulation(options, TimeProvider.System));
        Assert.Equal("as it was", await File.ReadAllTextAsync(directory.File("community", "tenants.csv")));
    }

    private static string[] Run(MosquittoBroker broker, TemporaryDirectory directory) =>
        ["run", "--data", directory.FullPath, "--broker", $"127.0.0.1:{broker.Port}", "--host", "", "--desks", "40", "--gateways", "2", "--start", "10:00"];
}
