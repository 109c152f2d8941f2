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
    public async Task A_wrong_command_line_ends_with_sentences_and_code_2(string arguments, string expected)
    {
        await File.WriteAllTextAsync(_data.File("file"), "");

        var (code, text) = await RunAsync(arguments.Replace("DATA", _data.FullPath, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.All(Lines(text), line => Assert.StartsWith("opcspaces-cloud: ", line, StringComparison.Ordinal));
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
    [InlineData("--data;  ", "command line: --data: \"\" – give the directory")]
    [InlineData("--data;DATA/file", "command line: --data: ")]
    [InlineData("--data;DATA/file/below/it", "command line: --data: ")]
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
