using System.Globalization;
using System.Text.RegularExpressions;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Commands;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

public sealed class SimCommandLineTests : IDisposable
{
    private readonly ProgressWriter _output = new("gateways 2/2 · people ");
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Help_shows_examples_and_every_command()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.All(new[] { "Examples:", "opcspaces-sim run --data", "replay", "describe", "load" }, word => Assert.Contains(word, _output.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("replay")]
    [InlineData("describe")]
    [InlineData("truth")]
    [InlineData("load")]
    public async Task Each_command_has_help_with_examples(string command)
    {
        Assert.Equal(0, await RunAsync(command, "--help"));
        Assert.Contains($"Examples:", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"opcspaces-sim {command} ", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [MemberData(nameof(BadArguments.Values), MemberType = typeof(BadArguments))]
    public async Task A_bad_value_is_one_sentence_with_option_value_and_fix(string command, string option, string value)
    {
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option, value]));
        var shown = Regex.Escape(value).Replace("\u001b", "\uFFFD", StringComparison.Ordinal).Replace("\0", "\uFFFD", StringComparison.Ordinal).Replace("\\n", "\uFFFD", StringComparison.Ordinal);
        Assert.Matches($"^opcspaces-sim: {option} \"{shown}\" (.+: give .+|must be .+)$", Assert.Single(_error.ToString().TrimEnd().Split('\n')));
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [MemberData(nameof(BadArguments.Options), MemberType = typeof(BadArguments))]
    public async Task An_option_without_a_value_or_with_two_is_one_sentence_with_the_fix(string command, string option, string value)
    {
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option]));
        Assert.Equal(2, await RunAsync([.. BadArguments.Valid(command, except: option), option, value, option, value]));
        var lines = _error.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"opcspaces-sim: {option} has no value: give {option} ", lines[0], StringComparison.Ordinal);
        Assert.Equal($"opcspaces-sim: {option} is given 2 times: give it once", lines[1]);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("\"dance\" is not a command of opcspaces-sim: give one of run, replay, describe, truth, load", "dance")]
    [InlineData("\"--host-id\" is not an option of opcspaces-sim run: see opcspaces-sim run --help", "run", "--data", "/tmp/x", "--host-id", "a/b")]
    [InlineData("\"b\" belongs to no option of opcspaces-sim run: remove it, or put the option's name before it (see opcspaces-sim run --help)", "run", "--data", "a", "b", "c")]
    [InlineData("\"yes\" belongs to no option of opcspaces-sim run: remove it, or put the option's name before it (see opcspaces-sim run --help)", "run", "--data", "a", "--no-sync", "yes")]
    [InlineData("the command is missing: give one of run, replay, describe, truth, load (see opcspaces-sim --help)", "[suggest]")]
    [InlineData("--building \"@args\" does not exist: give a building description, or the name of an included one (nanshan-10000, nanshan-walkways, office, city)", "describe", "--building", "@args")]
    [InlineData("--building \"frauds\" does not exist: give a building description, or the name of an included one (nanshan-10000, nanshan-walkways, office, city)", "describe", "--building", "frauds")]
    [InlineData("--faults \"office\" does not exist: give a faults file, or the name of an included one (frauds)", "describe", "--faults", "office")]
    [InlineData("FILE \"/dev/zero\" is a device, a pipe or a socket: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/dev/zero", "--data", "/tmp/x")]
    [InlineData("--data is missing: add --data DIR", "run")]
    [InlineData("--from is missing: add --from WHEN", "truth")]
    [InlineData("FILE is missing: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "--data", "/tmp/x")]
    [InlineData("FILE \"/nowhere.csv\" does not exist: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/nowhere.csv", "--data", "/tmp/x")]
    [InlineData("FILE \"/tmp\" is a directory: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "/tmp", "--data", "/tmp/x")]
    [InlineData("FILE \"\" is empty: give a CSV file with the columns Date, Time and one or more columns of motion (0 or 1)", "replay", "", "--data", "/tmp/x")]
    [InlineData("--days \"3\" and --start \"2026-03-02\" exclude each other: give one of them", "run", "--data", "/tmp/x", "--days", "3", "--start", "2026-03-02")]
    [InlineData("--start \"2099-03-02\" is in the future: give a past date, an hour, now or auto", "run", "--data", "/tmp/x", "--start", "2099-03-02")]
    [InlineData("--gateways \"30\" does not fit --desks \"10\": 10 desks make 4 zones, and each of the 30 gateways needs at least one zone: use at most 4 gateways", "describe", "--desks", "10", "--gateways", "30")]
    [InlineData("--building and --desks exclude each other, because the description says how many there are: give one of them", "describe", "--building", "office", "--desks", "10")]
    [InlineData("--to \"2026-03-03\" and --days \"1\" exclude each other: give one of them", "truth", "--from", "2026-03-02", "--to", "2026-03-03", "--days", "1")]
    [InlineData("--to \"2026-03-01T08:00\" is not after --from \"2026-03-02\": give a later end", "truth", "--from", "2026-03-02", "--to", "2026-03-01T08:00")]
    [InlineData("--days \"10\" after --from \"2099-12-31\" ends after 2099-12-31, the last day that can be simulated: give fewer days, or an earlier --from", "truth", "--from", "2099-12-31", "--days", "10")]
    [InlineData("--batch \"7\" is more than the 5 points of a gateway: give 1 to 5, or more --points", "load", "--data", "/tmp/x", "--points", "5", "--batch", "7")]
    [InlineData("--rate \"1000\" is more than 34 points can make: give at most 54.4, or more --points", "load", "--data", "/tmp/x", "--rate", "1000")]
    public async Task Arguments_that_do_not_fit_together_are_one_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.Equal($"opcspaces-sim: {sentence}", _error.ToString().TrimEnd());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Several_bad_values_are_several_sentences()
    {
        Assert.Equal(2, await RunAsync("run", "--days", "many", "--speed", "fast"));
        Assert.Equal(
            ["opcspaces-sim: --data is missing: add --data DIR", "opcspaces-sim: --days \"many\" must be a whole number from 0 to 3660", "opcspaces-sim: --speed \"fast\" must be a number from 0 to 1000000, or max"],
            _error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_one_sentence()
    {
        Assert.Equal(2, await RunAsync("run", "--data", "/dev/null/data"));
        Assert.Matches("^opcspaces-sim: --data \"/dev/null/data\" cannot be written .+: give a directory that this account can write$", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_data_directory_that_is_refused_is_not_made()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(2, await RunAsync("run", "--data", directory.FullPath + "/a\u001bx"));
        Assert.Equal($"opcspaces-sim: --data \"{directory.FullPath}/a\uFFFDx\" contains a control character: give a directory", _error.ToString().TrimEnd());
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

        var line = Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith($"opcspaces-sim: '{file}' {says}", line, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string[]> Outboxes()
    {
        var data = new TheoryData<string, string, string, string[]>();
        foreach (var (gateway, arguments) in new[]
                 {
                     ("gw-01", new[] { "run", "--desks", "10", "--gateways", "1" }),
                     ("load-0001", ["load", "--gateways", "1"]),
                     (OpcSpaces.FirmwareSim.Playback.Replay.Gateway, ["replay", RecordedRoomFile.FullPath]),
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

        var line = Assert.Single(_error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith($"opcspaces-sim: '{file}' must hold the time that the simulation has reached, but holds \"{content.Replace('\u001b', '\uFFFD')}\": write ", line, StringComparison.Ordinal);
        Assert.EndsWith(", or use another data directory", line, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("--faults", """{ "id": "c", "layout": { "desks": 10 } }""", "this is a building description, not a faults file")]
    [InlineData("--faults", """{ "id": "c", "floors": [], "gateways": [] }""", "this is a building description, not a faults file")]
    [InlineData("--faults", """{ "group": "g", "gateway": "gw-1", "zones": [] }""", "this is a gateway file, not a faults file")]
    [InlineData("--building", """{ "faults": [] }""", "this is a faults file, not a building description")]
    [InlineData("--building", """{ "dataDirectory": "d", "listen": "::1" }""", "this is a settings file of the cloud, not a building description")]
    public async Task A_file_of_another_kind_is_one_line(string option, string content, string says)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("other.jsonc");
        await File.WriteAllTextAsync(file, content);

        Assert.Equal(2, await RunAsync("describe", option, file));
        Assert.Equal($"opcspaces-sim: {file}:1: the file: {says} – give another file", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_recording_that_is_no_text_is_one_short_line()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("picture.csv");
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(file, bytes);

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Equal($"opcspaces-sim: {file}: is not a text file: give a CSV file in UTF-8", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task The_lines_of_a_damaged_recording_are_short()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("long.csv");
        await File.WriteAllTextAsync(file, $"Date,Time,A_PIR\n{new string('x', 5_000)},{new string('y', 5_000)},{new string('z', 5_000)}\n\"{new string('q', 5_000)}");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.All(_error.ToString().TrimEnd().Split('\n'), line => Assert.True(line.Length < file.Length + 160, line));
    }

    [Fact]
    public async Task The_help_of_the_program_has_the_name_that_its_examples_have()
    {
        await using var process = ServerProcess.Start("dotnet", [ProductBinary.Find("firmware-sim", "OpcSpaces.FirmwareSim"), "run", "--help"]);
        await process.WaitForExitAsync();
        await Eventually.ThatAsync(() => process.Log.Contains("opcspaces-sim run [options]", StringComparison.Ordinal), Eventually.Patience, "the usage line", () => process.Log);
    }

    [Fact]
    public async Task Names_of_a_files_columns_reach_the_terminal_without_control_characters()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("colours.csv");
        await File.WriteAllTextAsync(file, "Date,Time,\u001b[31mred_PIR\n2026-03-02,10:00:00,1\n");

        Assert.Equal(0, await RunAsync("replay", file, "--data", directory.File("data"), "--for", "0.01"));
        Assert.Contains("1 row of \uFFFD[31mred_PIR", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_very_many_faults_the_first_are_shown_and_how_many_follow()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("broken.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n" + string.Concat(Enumerable.Repeat("x\n", 300_000)));

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        var lines = _error.ToString().TrimEnd().Split('\n');
        Assert.Equal((21, $"opcspaces-sim: {file}: and 299,980 more faults"), (lines.Length, lines[^1]));
    }

    [Fact]
    public async Task A_broken_recording_names_file_and_line_of_every_fault()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("broken.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n2026-03-02,10:00:00,2\n2026-03-02,09:00:00,1,1\n");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Equal(
            [$"opcspaces-sim: {file}:2: has the motion value \"2\": use 0 or 1", $"opcspaces-sim: {file}:3: has 4 fields instead of 3"],
            _error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_recording_of_the_future_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("future.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n2099-03-02,10:00:00,1\n");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Contains("is in the future", Assert.Single(_error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truth_file_that_cannot_be_written_is_refused_before_anything_runs()
    {
        using var directory = new TemporaryDirectory();
        Assert.Equal(2, await RunAsync("run", "--data", directory.File("data"), "--truth", Path.Combine(directory.FullPath, "nowhere", "truth.csv")));
        Assert.Equal(2, await RunAsync("truth", "--building", "office", "--from", "2026-03-02", "--out", Path.Combine(directory.FullPath, "nowhere", "truth.csv")));
        Assert.Equal(2, _error.ToString().TrimEnd().Split('\n').Length);
        Assert.False(Directory.Exists(directory.File("data")));
    }

    [Fact]
    public async Task The_truth_replaces_a_file_as_a_whole_and_never_the_description()
    {
        using var directory = new TemporaryDirectory();
        var (building, truth) = (directory.File("building.jsonc"), directory.File("truth.csv"));
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1 } }""");
        await File.WriteAllTextAsync(truth, "yesterday's");

        Assert.Equal(2, await RunAsync("truth", "--building", building, "--from", "2026-03-02", "--out", building));
        Assert.StartsWith("{", await File.ReadAllTextAsync(building), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("truth", "--building", building, "--from", "2026-03-02", "--out", truth));
        Assert.StartsWith("from,to,zone", await File.ReadAllTextAsync(truth), StringComparison.Ordinal);
        Assert.Equal([building, truth], Directory.GetFiles(directory.FullPath).Order());
    }

    [Fact]
    public async Task A_small_building_has_no_more_gateways_than_zones()
    {
        Assert.Equal(0, await RunAsync("describe", "--desks", "10"));
        Assert.Contains("in 4 zones on 1 floor, 4 gateways", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_says_what_is_in_the_building()
    {
        Assert.Equal(0, await RunAsync("describe", "--desks", "200", "--gateways", "6"));
        Assert.Contains("200 desks", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("gw-06", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-02", 0)]
    [InlineData("2028-03-02", 1)]
    public async Task Unknown_holidays_cause_a_warning_on_standard_error(string date, int warnings)
    {
        Assert.Equal(0, await RunAsync("truth", "--building", "office", "--from", date));
        Assert.Equal(warnings, _error.ToString().Split('\n').Count(line => line.StartsWith("warning: ", StringComparison.Ordinal)));
        Assert.DoesNotContain("warning", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_faults_of_a_separate_script_are_reported_with_those_of_the_description()
    {
        using var directory = new TemporaryDirectory();
        var (building, script) = (directory.File("building.jsonc"), directory.File("script.jsonc"));
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "faults": [{ "what": "silent", "zone": "8F" }] }""");
        await File.WriteAllTextAsync(script, """{ "faults": [{ "what": "silent", "zone": "9F" }] }""");

        Assert.Equal(2, await RunAsync("describe", "--building", building, "--faults", script));
        Assert.Equal(
            [$"opcspaces-sim: {building}:1: faults[0].zone: \"8F\"", $"opcspaces-sim: {script}:1: faults[0].zone: \"9F\""],
            _error.ToString().TrimEnd().Split('\n').Select(line => line.Split(" – ")[0]));
    }

    [Theory]
    [InlineData("nanshan-10000", "frauds")]
    [InlineData("nanshan-10000.jsonc", "frauds.jsonc")]
    public async Task Shipped_descriptions_are_found_with_and_without_their_extension(string building, string faults)
    {
        Assert.Equal(0, await RunAsync("describe", "--building", building, "--faults", faults));
        Assert.Contains("brokerAway         for all gateways", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_one_gateway_is_described_and_belongs_to_no_zone()
    {
        using var directory = new TemporaryDirectory();
        var script = directory.File("script.jsonc");
        await File.WriteAllTextAsync(script, """{ "faults": [{ "what": "brokerAway", "gateway": "gw-01" }] }""");

        Assert.Equal(0, await RunAsync("describe", "--building", "office", "--faults", script));
        Assert.Contains("brokerAway         gw-01, all the time", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("truth", "--building", "office", "--faults", script, "--from", "2026-03-02"));
        Assert.Contains(",,gw-01,fault,brokerAway\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_script_has_every_kind_and_each_is_in_the_truth()
    {
        Assert.Equal(0, await RunAsync("truth", "--building", "nanshan-10000", "--faults", "frauds.jsonc", "--from", "2026-03-02"));
        Assert.All(ScriptKinds.Names, kind => Assert.Matches($",(fault|fraud),{kind}", _output.ToString()));
    }

    [Fact]
    public async Task Describe_says_when_there_is_more_than_was_asked_for()
    {
        using var directory = new TemporaryDirectory();
        var building = directory.File("building.jsonc");
        await File.WriteAllTextAsync(building, """{ "id": "c", "layout": { "desks": 10, "gateways": 1, "doors": 1, "environmentSensors": 9 } }""");

        Assert.Equal(0, await RunAsync("describe", "--building", building));
        Assert.Contains("1 door was asked for, but each of the 4 zones has one", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("environment sensors were asked for", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_as_json_is_a_community_file()
    {
        Assert.Equal(0, await RunAsync("describe", "--desks", "50", "--gateways", "2", "--json"));
        var community = CommunityFile.Read(System.Text.Encoding.UTF8.GetBytes(_output.ToString()), "stdout");
        Assert.Equal(50, community.Zones.Sum(zone => zone.Desks.Count));
    }

    [Fact]
    public async Task A_run_shows_progress_until_it_is_stopped_and_ends_with_0()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();

        var run = RunAsync(Run(broker, directory), stop.Token);
        await _output.Seen.WaitAsync(Eventually.Patience);
        await stop.CancelAsync();

        Assert.Equal((0, ""), (await run, _error.ToString()));
        Assert.True(File.Exists(directory.File("community.json")));
    }

    [Fact]
    public async Task A_run_for_a_second_ends_with_0()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();

        Assert.Equal(0, await RunAsync([.. Run(broker, directory), "--for", "1"]));
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task A_run_that_continues_says_so_and_exports_only_the_truth_of_its_own_time()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var directory = new TemporaryDirectory();
        var through = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await File.WriteAllTextAsync(directory.File("simulated-through"), through.ToString("O", CultureInfo.InvariantCulture));

        Assert.Equal(0, await RunAsync([.. Run(broker, directory), "--days", "1", "--truth", directory.File("truth.csv"), "--for", "1"]));

        Assert.Contains("is already simulated up to this time; --days 1 does not begin earlier", _output.ToString(), StringComparison.Ordinal);
        var begins = (await File.ReadAllLinesAsync(directory.File("truth.csv"))).Skip(1).Select(line => DateTimeOffset.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(begins);
        Assert.All(begins, begin => Assert.True(begin >= through, $"{begin}"));
    }

    [Fact]
    public async Task A_refused_configuration_does_not_replace_the_existing_community()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.File("community.json"), "as it was");
        var options = new SimulationOptions
        {
            Building = BuildingGenerator.Generate(new BuildingOptions { Desks = 10, Gateways = 1 }),
            Fleet = new FleetOptions { DataDirectory = directory.FullPath, PrimaryHost = "a/b" },
        };

        Assert.Throws<SettingsException>(() => new Simulation(options, TimeProvider.System));
        Assert.Equal("as it was", await File.ReadAllTextAsync(directory.File("community.json")));
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private static string[] Run(MosquittoBroker broker, TemporaryDirectory directory) =>
        ["run", "--data", directory.FullPath, "--broker", $"127.0.0.1:{broker.Port}", "--host", "", "--desks", "40", "--gateways", "2", "--start", "10:00"];

    private Task<int> RunAsync(params string[] arguments) => RunAsync(arguments, CancellationToken.None);

    private Task<int> RunAsync(string[] arguments, CancellationToken stop) => SimCommandLine.RunAsync(arguments, _output, _error, TimeProvider.System, stop);

    /// <summary>Completes <see cref="Seen"/> when a line with a certain text is written.</summary>
    private sealed class ProgressWriter(string text) : StringWriter
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                _seen.TrySetResult();
        }
    }
}
