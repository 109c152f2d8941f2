using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>The first command of the README, as a user runs it.</summary>
[Collection(BusyCollections.Scripts)]
public sealed partial class CloudRunTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TemporaryDirectory _data = new("cloud-run");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_lists_every_option_with_examples()
    {
        var (code, text) = await RunAsync("--help");

        Assert.Equal(0, code);
        foreach (var option in (string[])["--port", "--data", "--replay", "--days", "--speed", "--no-sim", "--broker", "--broker-listen", "--broker-port", "--influx", "--clock", "--for", "Examples:"])
            Assert.Contains(option, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown option '--porto'", "--porto", "1")]
    [InlineData("unknown option '--port=80'", "--port=80")]
    [InlineData("unknown option 'now'", "now")]
    [InlineData("unknown option ''", "")]
    [InlineData("unknown option '?[31mred'", "\u001b[31mred")]
    [InlineData("--port '70000' is not a port", "--port", "70000")]
    [InlineData("--port '0' is not a port", "--port", "0")]
    [InlineData("--port '-1' is not a port", "--port", "-1")]
    [InlineData("--port '080x' is not a port", "--port", "080x")]
    [InlineData("--port '99999999999999999999' is not a port", "--port", "99999999999999999999")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("--port needs a value", "--port", "")]
    [InlineData("--port needs a value", "--port", "--no-sim")]
    [InlineData("--port is given twice", "--port", "1", "--port", "2")]
    [InlineData("--speed 'fast' is not a speed", "--speed", "fast")]
    [InlineData("--speed '-1' is not a speed", "--speed", "-1")]
    [InlineData("--speed '1000001' is not a speed", "--speed", "1000001")]
    [InlineData("--speed '1e400' is not a speed", "--speed", "1e400")]
    [InlineData("--speed '99999999999999999999' is not a speed", "--speed", "99999999999999999999")]
    [InlineData("--speed needs simulated gateways", "--speed", "2", "--no-sim")]
    [InlineData("--days 'many' is not a number of days", "--days", "many")]
    [InlineData("--days '3661' is not a number of days", "--days", "3661")]
    [InlineData("--days '1.5' is not a number of days", "--days", "1.5")]
    [InlineData("--days needs simulated gateways", "--days", "3", "--no-sim")]
    [InlineData("--days is for simulated people", "--days", "3", "--replay", "/dev/null")]
    [InlineData("--clock 'late' is not a clock: give demo or real", "--clock", "late")]
    [InlineData("--clock demo is for simulated people in real time", "--clock", "demo", "--no-sim")]
    [InlineData("--for 'ever' is not a number of seconds", "--for", "ever")]
    [InlineData("--for '-1' is not a number of seconds", "--for", "-1")]
    [InlineData("--for '1e9' is not a number of seconds", "--for", "1e9")]
    [InlineData("--for '99999999999999999999' is not a number of seconds", "--for", "99999999999999999999")]
    [InlineData("--replay '/nowhere.csv' cannot be read", "--replay", "/nowhere.csv")]
    [InlineData("--replay '/dev/null' cannot be read", "--replay", "/dev/null")]
    [InlineData("--replay '/tmp' is a directory", "--replay", "/tmp")]
    [InlineData("--replay needs simulated gateways", "--replay", "/nowhere.csv", "--no-sim")]
    [InlineData("--influx 'influx' is not an http(s) URL", "--influx", "influx")]
    [InlineData("--influx 'ftp://host' is not an http(s) URL", "--influx", "ftp://host")]
    [InlineData("--influx 'http://' is not an http(s) URL", "--influx", "http://")]
    [InlineData("--influx 'http://a b' is not an http(s) URL", "--influx", "http://a b")]
    [InlineData("--broker 'nowhere' is not HOST:PORT", "--broker", "nowhere")]
    [InlineData("--broker 'host:99999' is not HOST:PORT", "--broker", "host:99999")]
    [InlineData("--broker 'host:0' is not HOST:PORT", "--broker", "host:0")]
    [InlineData("--broker ':1883' is not HOST:PORT", "--broker", ":1883")]
    [InlineData("--broker 'a b:1883' is not HOST:PORT", "--broker", "a b:1883")]
    [InlineData("--broker-listen 'everywhere' is not an IP address", "--broker-listen", "everywhere")]
    [InlineData("--broker-listen '1' is not an IP address", "--broker-listen", "1")]
    [InlineData("--broker-listen '0.0.0.0:1883' is not an IP address", "--broker-listen", "0.0.0.0:1883")]
    [InlineData("--broker-listen is for the broker in the cloud", "--broker-listen", "0.0.0.0", "--broker", "10.0.0.5:1883")]
    [InlineData("--broker-port '0' is not a port", "--broker-port", "0")]
    [InlineData("--broker-port is for the broker in the cloud", "--broker-port", "1883", "--broker", "10.0.0.5:1883")]
    [InlineData("--data needs a value", "--data")]
    [InlineData("the data directory '/dev/null' cannot be written", "--data", "/dev/null", "--port", "1")]
    [InlineData("the data directory '/dev/null/x' cannot be written", "--data", "/dev/null/x", "--port", "1")]
    public async Task A_wrong_option_is_one_clear_line(string line, params string[] arguments)
    {
        var (code, text) = await RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains(line, Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, text) = await RunAsync("--port", port, "--data", _data.FullPath);

        Assert.Equal((2, $"cloud/run: port {port} is in use: choose another with --port"), (code, text.Trim()));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_one_clear_line()
    {
        var file = _data.File("a-file");
        await File.WriteAllTextAsync(file, "");

        var (code, text) = await RunAsync("--data", $"{file}/below", "--port", FreshPort());

        Assert.Equal((2, $"cloud/run: the data directory '{file}/below' cannot be written: give another with --data"), (code, text.Trim()));
    }

    [Theory]
    [InlineData("logs", "the directory")]
    [InlineData("logs/gateways-futian-200.log", "the file")]
    [InlineData("logs/cloud.log", "the file")]
    public async Task A_data_directory_in_which_something_cannot_be_written_is_one_clear_line(string name, string what)
    {
        var path = Path.Combine(_data.FullPath, name);
        Directory.CreateDirectory(name == "logs" ? _data.FullPath : path);
        if (name == "logs") await File.WriteAllTextAsync(path, "");

        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", FreshPort());

        Assert.Equal((2, $"cloud/run: {what} '{path}' cannot be written: give another data directory with --data"), (code, text.Trim()));
    }

    [Fact]
    public async Task A_faulty_recording_stops_it_with_the_faults_of_the_file()
    {
        var recording = _data.File("broken.csv");
        await File.WriteAllTextAsync(recording, "Date,Time,S6_PIR\n2017-12-22,10:49:41,0\n2017-12-22,10:5\n");

        var (code, text) = await RunAsync("--replay", recording, "--data", _data.FullPath, "--port", FreshPort());

        Assert.Equal(1, code);
        Assert.Contains("broken.csv:3: has 2 fields instead of 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_shows_the_page_with_a_simulated_community_and_an_interrupt_stops_everything()
    {
        var port = FreshPort();
        await using var run = Start("--data", _data.FullPath, "--port", port, "--days", "1");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

        await Eventually.ThatAsync(() => run.Log.Contains($"http://127.0.0.1:{port}/", StringComparison.Ordinal) || run.HasExited, Patience, "the address to be printed", () => run.Log);
        await Eventually.ThatAsync(
            async () => HasEverything().IsMatch(await client.GetStringAsync("api/v1/status/line")),
            Eventually.Patience, "all gateways to be known, and all points but those that nobody used yet", () => run.Log);
        var page = await client.GetStringAsync("");
        Assert.Contains("/1F-A01/desk/1\"", page, StringComparison.Ordinal);
        Assert.NotEmpty(ProcessesOn(_data.FullPath));
        Assert.Matches("Clock: this demonstration begins on [A-Za-z]+day, [0-9]+ [A-Za-z]+ [0-9]+ at 02:30 UTC", run.Log);
        // The cloud has the clock of the building, whenever this test runs.
        Assert.InRange((await CloudTimeAsync(client)).TimeOfDay, TimeSpan.FromHours(2.5), TimeSpan.FromHours(3.5));

        await run.StopAsync();

        Assert.Equal(0, run.ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("healthz"));
        Assert.Empty(ProcessesOn(_data.FullPath));
    }

    /// <summary>The demo is a whole community, and not only desks.</summary>
    [Fact]
    public async Task The_registry_has_the_tenants_and_leases_of_the_simulation_and_a_second_run_changes_nothing()
    {
        var port = FreshPort();
        await using (var first = Start("--data", _data.FullPath, "--port", port, "--days", "0"))
        {
            await Eventually.ThatAsync(() => first.Log.Contains("gateways 40/40", StringComparison.Ordinal) || first.HasExited, Patience, "all gateways", () => first.Log);
            Assert.Matches("(^|\n)Community: imported as version 1 \\([0-9,]+ added, 0 changed, 0 removed\\)\n", first.Log);
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
            Assert.Contains("南山 OPC 社区（模拟）", WebUtility.HtmlDecode(await client.GetStringAsync("")), StringComparison.Ordinal);
            await first.StopAsync();
        }

        var tenant = await RegistryAsync("show", "tenant", "t-0001");
        Assert.Matches("headCount +[0-9]+ people\n", tenant);
        Assert.Matches("last changed in version 1, .* demo: cloud/run imports the simulated community as the simulator writes it today", tenant);
        Assert.Matches("tenant +t-0001\n", await RegistryAsync("show", "lease", "l-0001-1"));
        Assert.Matches("lease +l-0001-1\n", await RegistryAsync("show", "invoice", "26442000000000010100"));
        Assert.Matches("(?s)absence opc-nanshan/t-0001/.*", await RegistryAsync("show", "absence", "t-0001"));

        // The books go on at midnight.
        var today = Directory.EnumerateFiles(_data.File("sim", "community")).ToDictionary(file => file, File.ReadAllText);
        await using var second = Start("--data", _data.FullPath, "--port", port, "--days", "0", "--for", "0");
        using var deadline = new CancellationTokenSource(Patience);
        await second.WaitForExitAsync(deadline.Token);
        Assert.Equal(0, second.ExitCode);
        if (today.All(file => File.ReadAllText(file.Key) == file.Value))
            Assert.Equal(3, Regex.Count(second.Log, @"Community: the registry has exactly this \(version 3\); nothing was changed\n"));

        // Another description makes a change set with what differs.
        var building = _data.File("building.jsonc");
        var included = Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "communities", "nanshan-tenants.jsonc");
        await File.WriteAllTextAsync(building, (await File.ReadAllTextAsync(included)).Replace("\"ghosts\": 0.4", "\"ghosts\": 0", StringComparison.Ordinal));
        await ProgramAsync("firmware-sim", "OpcSpaces.FirmwareSim", "opcspaces-sim", "folder", "--building", building, "--out", _data.File("sim", "community"));
        Assert.Matches("imported as version [4-7] \\([0-9,]+ added, [0-9,]+ changed, [0-9,]+ removed\\)", await RegistryAsync("import", _data.File("sim", "community"), "--who", "eva", "--why", "no ghosts"));
        Assert.Contains("eva: no ghosts", await RegistryAsync("log"), StringComparison.Ordinal);
    }

    /// <summary>A terminal sends the interrupt to every program in it, and the gateways are to end before the broker all the same.</summary>
    [Fact]
    public async Task Ctrl_C_in_a_terminal_stops_the_gateways_and_then_the_cloud()
    {
        var port = FreshPort();
        // A script that starts the tests in the background has made them ignore interrupts.
        await using var run = ServerProcess.Start("setsid", ["env", "--default-signal=INT", "bash", Script, "--data", _data.FullPath, "--port", port, "--days", "0"]);
        await Eventually.ThatAsync(() => run.Log.Contains("gateways 40/40", StringComparison.Ordinal) || run.HasExited, Patience, "all gateways", () => run.Log);

        using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-INT", "--", $"-{run.Pid}"]);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("Stopping ...", run.Log.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(ProcessesOn(_data.FullPath));
        Assert.DoesNotContain("is disconnected", await File.ReadAllTextAsync(_data.File("logs", "cloud.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_dies_ends_everything_with_its_last_lines()
    {
        await using var run = Start("--data", _data.FullPath, "--port", FreshPort(), "--days", "0", "--broker", $"127.0.0.1:{FreshPort()}");
        await Eventually.ThatAsync(() => run.Log.Contains("OpcSpaces is at", StringComparison.Ordinal) || run.HasExited, Patience, "the address to be printed", () => run.Log);
        var cloud = Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _))
            .First(path => CommandLineOf(path) is { } line && line.Contains(_data.FullPath, StringComparison.Ordinal) && line.Contains("opcspaces-cloud.dll", StringComparison.Ordinal));
        using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-KILL", Path.GetFileName(cloud)]);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cloud/run: cloud stopped unexpectedly:\n", run.Log, StringComparison.Ordinal);
        Assert.Contains($"(see {_data.File("logs", "cloud.log")})", run.Log, StringComparison.Ordinal);
        Assert.Empty(ProcessesOn(_data.FullPath));
    }

    [Fact]
    public async Task It_stops_everything_after_the_time_of_the_option_for()
    {
        await using var run = Start("--data", _data.FullPath, "--port", FreshPort(), "--no-sim", "--for", "1");
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("OpcSpaces is at", run.Log, StringComparison.Ordinal);
        Assert.Contains("Stopping after 1 s.", run.Log, StringComparison.Ordinal);
        Assert.Empty(ProcessesOn(_data.FullPath));
    }

    [Fact]
    public async Task Cloud_and_gateways_end_when_it_is_killed()
    {
        await using var run = Start("--data", _data.FullPath, "--port", FreshPort(), "--days", "0");
        await Eventually.ThatAsync(() => run.Log.Contains("OpcSpaces is at", StringComparison.Ordinal) || run.HasExited, Patience, "the address to be printed", () => run.Log);
        Assert.Equal(5, ProcessesOn(_data.FullPath).Count);

        run.Kill();

        await Eventually.ThatAsync(() => ProcessesOn(_data.FullPath).Count == 0, Patience, "the others to end", () => string.Join('\n', ProcessesOn(_data.FullPath)));
    }

    [Fact]
    public async Task The_end_of_its_terminal_stops_everything()
    {
        // A test run may have been started with nohup.
        await using var run = ServerProcess.Start("env", ["--default-signal=HUP", "bash", Script, "--data", _data.FullPath, "--port", FreshPort(), "--no-sim"]);
        await Eventually.ThatAsync(() => run.Log.Contains("OpcSpaces is at", StringComparison.Ordinal) || run.HasExited, Patience, "the address to be printed", () => run.Log);

        using var kill = System.Diagnostics.Process.Start("/bin/kill", ["-HUP", $"{run.Pid}"]);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(ProcessesOn(_data.FullPath));
    }

    [Fact]
    public async Task A_second_one_with_the_same_data_is_refused_and_leaves_the_logs_alone()
    {
        await using var run = Start("--data", _data.FullPath, "--port", FreshPort(), "--no-sim");
        await Eventually.ThatAsync(() => run.Log.Contains("OpcSpaces is at", StringComparison.Ordinal) || run.HasExited, Patience, "the address to be printed", () => run.Log);
        var before = await File.ReadAllTextAsync(_data.File("logs", "cloud.log"));
        Assert.NotEmpty(before);

        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", FreshPort(), "--no-sim");

        Assert.Equal((2, $"cloud/run: another cloud/run uses the data directory '{_data.FullPath}': stop it, or give another with --data"), (code, text.Trim()));
        Assert.StartsWith(before, await File.ReadAllTextAsync(_data.File("logs", "cloud.log")), StringComparison.Ordinal);
    }

    /// <summary>The command of the page for a first gateway: another machine must reach the broker.</summary>
    [Fact]
    public async Task A_gateway_of_the_network_reaches_the_broker_that_listens_on_all_addresses()
    {
        var port = FreePort.Next();
        await using var run = Start("--data", _data.FullPath, "--port", FreshPort(), "--no-sim", "--broker-listen", "0.0.0.0", "--broker-port", $"{port}");
        await Eventually.ThatAsync(() => run.Log.Contains("Gateways connect", StringComparison.Ordinal) || run.HasExited, Patience, "the addresses to be printed", () => run.Log);

        // Another loopback address, so that a machine without a network can run it; a listener on 127.0.0.1 does not take it.
        using var gateway = new TcpClient();
        await gateway.ConnectAsync(IPAddress.Parse("127.0.0.9"), port);
        Assert.Matches($@"Gateways connect to the broker at  [0-9.]+:{port}\b", run.Log);
        await run.StopAsync();
        Assert.Equal(0, run.ExitCode);
    }

    // A card reader reports nothing before its first card, and on a day off many have none.
    [GeneratedRegex(@"gateways 40/40 \| points known 2[6789]\d\d/2915\b")]
    private static partial Regex HasEverything();

    private Task<string> RegistryAsync(params string[] arguments) => ProgramAsync("cloud", "OpcSpaces.Cloud", "opcspaces-cloud", ["registry", .. arguments, "--data", _data.FullPath]);

    /// <summary>The time of the cloud's clock, UTC.</summary>
    private static async Task<DateTime> CloudTimeAsync(HttpClient client)
    {
        await using var stream = await client.GetStreamAsync("api/v1/live");
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            if (item.EventType == "snapshot") return JsonDocument.Parse(item.Data).RootElement.GetProperty("time").GetDateTimeOffset().UtcDateTime;
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    /// <summary>Runs a program that cloud/run has built.</summary>
    private static async Task<string> ProgramAsync(string room, string project, string program, params string[] arguments)
    {
        await using var run = ServerProcess.Start("dotnet", [Path.Combine(ProductBinary.RepositoryRoot, room, project, "bin", "Release", "net10.0", $"{program}.dll"), .. arguments]);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);
        Assert.True(run.ExitCode == 0, run.Log);
        return run.Log;
    }

    private static string FreshPort() => FreePort.Next().ToString(CultureInfo.InvariantCulture);

    private static string Script => Path.Combine(ProductBinary.RepositoryRoot, "cloud", "run");

    private static ServerProcess Start(params IEnumerable<string> arguments) => ServerProcess.Start("bash", [Script, .. arguments]);

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var run = Start(arguments);
        using var deadline = new CancellationTokenSource(Patience);
        await run.WaitForExitAsync(deadline.Token);
        return (run.ExitCode, run.Log);
    }

    /// <summary>Command lines of the processes that name the directory.</summary>
    private static List<string> ProcessesOn(string directory) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _))
            .Select(CommandLineOf).OfType<string>().Where(line => line.Contains(directory, StringComparison.Ordinal)),
    ];

    /// <summary>Null when the process has ended in the meantime.</summary>
    private static string? CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
