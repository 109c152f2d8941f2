using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
        foreach (var option in (string[])["--settings", "--check", "--data", "--port", "--listen", "--broker", "--host-id", "--influx", "--influx-token-file", "--community", "--help"])
            Assert.Contains($"  {(option == "--help" ? "-?, -h, --help" : option)}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_the_command_line_are_listed_in_one_line_each()
    {
        var (code, text) = await RunAsync("--data", _data.FullPath, "--port", "70000", "--broker", "nowhere", "--listen", "everywhere", "--influx", "influx");

        Assert.Equal(2, code);
        Assert.Equal(
            ["--broker", "--influx", "--listen", "--port"],
            Lines(text).Select(line => line.Split(": ")).Select(parts => (parts[0], parts[1]) == ("opcspaces-cloud", "command line") ? parts[2] : "?").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "command line: --data: missing")]
    [InlineData("--data DATA --port http", "--port: \"http\" is not a whole number: use 1 to 65535")]
    [InlineData("--data DATA --port 1 --port 2", "'--port'")]
    [InlineData("--data DATA --prot 9000", "'--prot'")]
    [InlineData("--data DATA --port", "'--port'")]
    [InlineData("--settings DATA/none.jsonc", "none.jsonc: the file: not found")]
    [InlineData("--data DATA/file/below", "command line: --data: ")]
    [InlineData("--data DATA --broker h:99999", "command line: --broker: 99999 – use 1 to 65535")]
    [InlineData("--data DATA --broker h:0", "command line: --broker: 0 – use 1 to 65535")]
    [InlineData("--data DATA --broker h:999999999999", "command line: --broker: ")]
    [InlineData("--data DATA --broker h:", "command line: --broker: ")]
    [InlineData("--data DATA --broker :1883", "command line: --broker: ")]
    [InlineData("--data DATA --host-id a/b", "command line: --host-id: \"a/b\" – contains '/'")]
    [InlineData("--data DATA --host-id a+b", "command line: --host-id: \"a+b\" – contains '+'")]
    [InlineData("--data DATA --host-id #", "command line: --host-id: \"#\" – contains '#'")]
    [InlineData("--data DATA --community DATA", ": the file: ")]
    public async Task A_wrong_command_line_ends_with_sentences_and_code_2(string arguments, string expected)
    {
        await File.WriteAllTextAsync(_data.File("file"), "");

        var (code, text) = await RunAsync(arguments.Replace("DATA", _data.FullPath, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.All(Lines(text), line => Assert.StartsWith("opcspaces-cloud: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_without_end_are_listed_up_to_a_bound_with_their_count()
    {
        var file = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(file, $$"""{ "dataDirectory": "{{_data.FullPath}}", "communityFiles": [{{string.Join(", ", Enumerable.Repeat("7", 300_000))}}] }""");

        var (code, text) = await RunAsync("--settings", file, "--check");

        Assert.Equal(2, code);
        Assert.Equal(101, Lines(text).Length);
        Assert.Equal("opcspaces-cloud: and 299900 more faults", Lines(text)[^1]);
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

    [Fact]
    public async Task A_port_in_use_ends_it_with_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, text) = await RunProcessAsync("--data", _data.FullPath, "--port", port);

        Assert.Equal(1, code);
        Assert.Contains($"port {port} is in use", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
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
