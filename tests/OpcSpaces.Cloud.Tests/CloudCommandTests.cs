using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Cloud.Hosting;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

public sealed class CloudCommandTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Help_names_every_option_and_has_examples()
    {
        var (code, text) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("Examples:", text, StringComparison.Ordinal);
        foreach (var option in (string[])["--settings", "--check", "--data", "--port", "--listen", "--broker", "--broker-port", "--broker-listen", "--host-id", "--influx", "--influx-token-file", "--community", "--help"])
            Assert.Contains($"  {(option == "--help" ? "-?, -h, --help" : option)}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_the_command_line_are_listed_in_one_line_each()
    {
        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", "70000", "--broker", "nowhere", "--listen", "everywhere", "--influx", "influx");

        Assert.Equal(2, code);
        Assert.Equal(
            [
                "opcspaces-cloud: --broker \"nowhere\" must be HOST:PORT with a port from 1 to 65535, such as 127.0.0.1:1883",
                "opcspaces-cloud: --listen \"everywhere\" must be an IP address, such as 127.0.0.1 or ::1",
                "opcspaces-cloud: --port \"70000\" must be a whole number from 1 to 65535",
            ],
            Lines(text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "--data is missing: give the directory of the journal and the series")]
    [InlineData("--data DATA --port http", "--port \"http\" must be a whole number from 1 to 65535")]
    [InlineData("--data DATA --port 1 --port 2", "--port is given 2 times: give it once")]
    [InlineData("--data DATA --prot 9000", "\"--prot\" is not an option of opcspaces-cloud: see opcspaces-cloud --help")]
    [InlineData("--data DATA --port", "--port has no value: give --port N")]
    [InlineData("--data", "--data has no value: give --data DIR")]
    [InlineData("--data DATA extra", "\"extra\" belongs to no option of opcspaces-cloud")]
    [InlineData("--data DATA @file", "\"@file\" belongs to no option of opcspaces-cloud")]
    [InlineData("--data DATA \u001b[31m", "\"\uFFFD[31m\" belongs to no option of opcspaces-cloud")]
    [InlineData("--data DATA/\u001b[31m", "[31m\" contains a control character: give a directory")]
    [InlineData("--data DATA --listen 0", "--listen \"0\" must be an IP address")]
    [InlineData("--data DATA --listen 1", "--listen \"1\" must be an IP address")]
    [InlineData("--data DATA --listen [::1]:80", "--listen \"[::1]:80\" must be an IP address")]
    [InlineData("--data DATA --host-id a/b", "--host-id \"a/b\" contains '/', which is not allowed in topics: give an id")]
    [InlineData("--data DATA --influx influx", "--influx \"influx\": 'influx' is not an address such as http://127.0.0.1:8086?db=opcspaces")]
    [InlineData("--data DATA --influx http://127.0.0.1:8086?db=a\u0007", "contains a control character: give an address such as")]
    [InlineData("--data DATA --influx-token-file DATA/none", "none\" does not exist: give a file with the token")]
    [InlineData("--data DATA --influx-token-file /dev/zero", "--influx-token-file \"/dev/zero\" is a device, a pipe or a socket: give a file with the token")]
    [InlineData("--data DATA --community /dev/zero", "--community \"/dev/zero\" is a device, a pipe or a socket: give a community file")]
    [InlineData("--settings DATA/none.jsonc", "none.jsonc\" does not exist: give a settings file")]
    [InlineData("--settings DATA", "\" is a directory: give a settings file")]
    [InlineData("--settings /dev/zero", "--settings \"/dev/zero\" is a device, a pipe or a socket: give a settings file")]
    [InlineData("--data DATA/file", "file\" is a file: give a directory")]
    [InlineData("--data DATA/file/below", "file/below\": it cannot be written: ")]
    [InlineData("--data DATA --broker h:99999", "--broker \"h:99999\"")]
    [InlineData("--data DATA --broker h:0", "--broker \"h:0\"")]
    [InlineData("--data DATA --broker h:999999999999", "--broker \"h:999999999999\"")]
    [InlineData("--data DATA --broker h:", "--broker \"h:\"")]
    [InlineData("--data DATA --broker :1883", "--broker \":1883\"")]
    [InlineData("--data DATA --host-id a+b", "--host-id \"a+b\" contains '+'")]
    [InlineData("--data DATA --host-id a\uFFFD", "is not UTF-8: give an id in UTF-8")]
    [InlineData("--data DATA --host-id #", "--host-id \"#\" contains '#'")]
    [InlineData("--data DATA --community DATA", "\" is a directory: give a community file")]
    public async Task A_wrong_command_line_ends_with_sentences_and_code_2(string arguments, string expected)
    {
        await File.WriteAllTextAsync(_data.File("file"), "");

        var (code, text) = await RunAsync(arguments.Replace("DATA", _data.FullPath, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.All(Lines(text), line => Assert.StartsWith("opcspaces-cloud: ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    public async Task A_settings_file_takes_the_same_addresses_as_the_command_line(string address)
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $$"""{ "dataDirectory": "{{_data.FullPath}}", "listen": "{{address}}" }""");

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal((2, $"opcspaces-cloud: {file}:1: listen: \"{address}\" – write an IP address, such as 127.0.0.1 or ::1"), (code, text.Trim()));
    }

    [Theory]
    [InlineData("dataDirectory", """ "dataDirectory": "a\u001bb" """)]
    [InlineData("influx.url", """ "dataDirectory": "DATA", "influx": { "url": "http://h?db=a\u0007" } """)]
    [InlineData("broker.host", """ "dataDirectory": "DATA", "broker": { "host": "h\u001b" } """)]
    [InlineData("broker.username", """ "dataDirectory": "DATA", "broker": { "username": "u\u0007" } """)]
    [InlineData("communityFiles[0]", """ "dataDirectory": "DATA", "communityFiles": ["a\u001b"] """)]
    public async Task A_setting_with_a_control_character_is_refused(string setting, string content)
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $"{{ {content.Replace("DATA", _data.FullPath, StringComparison.Ordinal)} }}");

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal(2, code);
        Assert.Contains($"{file}:1: {setting}: ", text, StringComparison.Ordinal);
        Assert.Contains("write it without control characters", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "group": "g", "gateway": "gw-1", "zones": [] }""", "a gateway file")]
    [InlineData("""{ "id": "c", "floors": [], "gateways": [] }""", "a building description")]
    [InlineData("""{ "faults": [] }""", "a faults file")]
    public async Task A_file_of_another_kind_is_one_fault(string content, string kind)
    {
        var file = _data.File("other.jsonc");
        await File.WriteAllTextAsync(file, content);

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal((2, $"opcspaces-cloud: {file}:1: the file: this is {kind}, not a settings file of the cloud – give another file"), (code, text.Trim()));
    }

    [Theory]
    [InlineData("--listen", "--broker-port")]
    [InlineData("--broker-listen", "--port")]
    public async Task An_address_that_this_machine_does_not_have_is_named_with_its_option(string option, string otherPort)
    {
        var (code, text) = await RunProcessAsync("--data", _data.FullPath, option, "203.0.113.5", otherPort, $"{FreePort.Next()}");

        Assert.Equal(1, code);
        Assert.Contains($"opcspaces-cloud: {option} 203.0.113.5 is not an address of this machine: give one that it has, 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_the_program_has_the_name_that_its_examples_have()
    {
        var (code, text) = await RunProcessAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("opcspaces-cloud [command] [options]", text, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project cloud/OpcSpaces.Cloud -- ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_without_end_are_listed_up_to_a_bound_with_their_count()
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $$"""{ "dataDirectory": "{{_data.FullPath}}", "communityFiles": [{{string.Join(", ", Enumerable.Repeat("7", 300_000))}}] }""");

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal(2, code);
        Assert.Equal(51, Lines(text).Length);
        Assert.Equal("opcspaces-cloud: and 299,950 more lines", Lines(text)[^1]);
    }

    [Fact]
    public async Task A_check_lists_every_fault_of_the_settings_and_starts_nothing()
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, "{\n\"dataDirectory\": \"DATA\",\n\"prot\": 8080,\n\"ingest\": { \"groupEntries\": 0 } }".Replace("DATA", _data.File("new"), StringComparison.Ordinal));

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal(2, code);
        Assert.Equal(
            [
                $"opcspaces-cloud: {file}:3: prot: 8080 – there is no such setting here; did you mean \"port\"?",
                $"opcspaces-cloud: {file}:4: ingest.groupEntries: 0 – use 1 to 100000",
            ],
            Lines(text));
    }

    [Fact]
    public async Task A_check_of_settings_without_faults_ends_with_code_0_and_creates_nothing()
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $$"""{ "dataDirectory": "{{_data.File("new")}}", "communityFiles": ["later.json"] }""");

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal(0, code);
        Assert.Contains($"{file}: no faults", text, StringComparison.Ordinal);
        Assert.Contains("later.json does not exist yet", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data.File("new")));
    }

    [Fact]
    public async Task A_broken_community_file_is_refused()
    {
        var file = _data.File("community.json");
        await File.WriteAllTextAsync(file, """{ "id": "a/b" }""");

        var (code, text) = await RunProcessAsync("--data", _data.FullPath, "--community", file, "--port", FreePort.Next().ToString(CultureInfo.InvariantCulture));

        Assert.Equal(2, code);
        Assert.Contains($"opcspaces-cloud: {file}:1: id: \"a/b\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data;  ", "--data \"  \" is empty: give a directory")]
    [InlineData("--data;DATA/file", "/file\" is a file: give a directory")]
    [InlineData("--data;DATA/file/below/it", "/file/below/it\": ")]
    public async Task A_check_refuses_a_data_directory_that_a_start_could_not_use(string arguments, string expected)
    {
        await File.WriteAllTextAsync(_data.File("file"), "");

        var (code, text) = await RunAsync([.. arguments.Replace("DATA", _data.FullPath, StringComparison.Ordinal).Split(';'), "--check"]);

        Assert.Equal(2, code);
        Assert.Contains(expected, Assert.Single(Lines(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("series.db")]
    [InlineData("dead-letters.db")]
    [InlineData("opcspaces.lock")]
    public async Task A_directory_in_the_place_of_a_file_ends_it_with_one_clear_line(string name)
    {
        Directory.CreateDirectory(_data.File(name));

        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", FreePort.Next().ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, code);
        Assert.Contains(_data.File(name), Assert.Single(Lines(text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_cloud_on_one_data_directory_is_refused()
    {
        using var first = DataDirectoryLock.Take(_data.FullPath);

        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", FreePort.Next().ToString(CultureInfo.InvariantCulture));

        Assert.Equal((1, $"opcspaces-cloud: another opcspaces-cloud uses the data directory '{_data.FullPath}': stop it, or give another directory with --data"), (code, text.Trim()));
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, text) = await RunProcessAsync("--data", _data.FullPath, "--port", port, "--broker-port", FreshPort());

        Assert.Equal((1, $"opcspaces-cloud: port {port} is in use: choose another with --port"), (code, LineOf(text)));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_of_the_broker_in_use_ends_it_with_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, text) = await RunProcessAsync("--data", _data.FullPath, "--port", FreshPort(), "--broker-port", port);

        Assert.Equal(
            (1, $"opcspaces-cloud: port {port} is in use: choose another for the embedded broker with --broker-port (setting embeddedBroker.port), or use the broker that has the port with --broker"),
            (code, LineOf(text)));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_fails_ends_it_with_one_line_and_code_1()
    {
        await using var process = ServerProcess.Start(
            "dotnet", [ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "--data", _data.FullPath, "--port", FreshPort(), "--broker-port", FreshPort()],
            environment: new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location });
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(deadline.Token);

        Assert.Equal((1, "opcspaces-cloud: ended unexpectedly: InvalidOperationException: a thread failed"), (process.ExitCode, LineOf(process.Log)));
    }

    [Fact]
    public async Task Bad_settings_end_the_process_with_code_2()
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $$"""{ "dataDirectory": "{{_data.FullPath}}", "journal": { "checkpointPages": 1 } }""");

        var (code, text) = await RunProcessAsync("--settings", file);

        Assert.Equal(2, code);
        Assert.Contains("journal.checkpointPages: 1 – use 100 to 1000000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    /// <summary>The one line for people, among those of the log.</summary>
    private static string LineOf(string text) => Assert.Single(Lines(text), line => line.StartsWith("opcspaces-cloud: ", StringComparison.Ordinal));

    private static string FreshPort() => FreePort.Next().ToString(CultureInfo.InvariantCulture);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        var text = new StringWriter();
        return (await CloudCommand.RunAsync(arguments, text, text), text.ToString());
    }

    private static async Task<(int Code, string Text)> RunProcessAsync(params string[] arguments)
    {
        await using var process = ServerProcess.Start("dotnet", [ProductBinary.Find("cloud", "OpcSpaces.Cloud"), .. arguments]);
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, process.Log);
    }
}
