using OpcSpaces.Testing;

namespace OpcSpaces.Gateway.Tests;

/// <summary>The command line of the program: help, faults of the configuration, and wrong arguments.</summary>
public sealed class GatewayCommandLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("edge");

    public void Dispose() => _directory.Dispose();

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await GatewayCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string json)
    {
        var path = _directory.File("gateway.json");
        File.WriteAllText(path, json);
        return path;
    }

    [Fact]
    public async Task Check_lists_every_fault_and_ends_with_2()
    {
        var path = Write("""{ "group": "a+b", "gateway": "gw", "zones": [] }""");
        var (code, output, error) = await RunAsync("--config", path, "--check");
        Assert.Equal((2, ""), (code, output));
        Assert.Equal(4, error.TrimEnd().Split('\n').Length);
        foreach (var fault in new[] { "group: \"a+b\"", "dataDirectory: missing", "pins.socket: missing", "zones: []" })
            Assert.Contains($"opcspaces-gateway: {path}:1: {fault}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_also_names_the_lines_of_what_this_machine_does_not_have()
    {
        var path = Write("""
            { "group": "hub", "gateway": "gw", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "badges": { "keyFile": "/nowhere/key" },
              "zones": [ { "id": "hall", "points": [
                { "point": "door/1", "sensor": "wiegand", "data0Pin": 1, "data1Pin": 2 },
                { "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": "0x62" } ] } ] }
            """);
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal(2, code);
        Assert.Contains($"{path}:2: badges.keyFile", error, StringComparison.Ordinal);
        Assert.Contains($"{path}:5: zones[0].points[1].sensor: \"climate\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_driver_gpio_chips_and_expanders_are_no_faults_and_a_socket_is()
    {
        const string Rest = """
            "zones": [ { "id": "hall", "points": [ { "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": "0x62" } ] } ] }
            """;
        var path = Write($$"""{ "group": "hub", "gateway": "gw", "dataDirectory": "/data", "pins": { "driver": "gpio", "socket": "/tmp/s" }, {{Rest}}""");
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal(2, code);
        Assert.Contains("pins.socket", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        path = Write($$"""{ "group": "hub", "gateway": "gw", "dataDirectory": "/data", "pins": { "driver": "gpio" }, {{Rest}}""");
        var (_, output, none) = await RunAsync("--config", path, "--check");
        Assert.Equal("", none);
        Assert.StartsWith($"{path}: no faults; gateway gw of hub with 1 zone and 1 sensor", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_also_looks_at_the_files_of_the_broker()
    {
        var (empty, text) = (_directory.File("empty"), _directory.File("ca.pem"));
        File.WriteAllText(empty, "");
        File.WriteAllText(text, "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
        var path = Write($$"""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "broker": { "host": "two words",
                "passwordFile": "{{empty}}",
                "tls": { "caFile": "{{text}}",
                  "certificateFile": "/nowhere/gateway.pem" } },
              "zones": [ { "id": "hall", "points": [ { "point": "desk/1", "sensor": "motion", "pin": 1 } ] } ] }
            """);
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal(2, code);
        foreach (var fault in new[] { "2: broker.host: \"two words\" – write the name without spaces", "2: broker.username: missing", $"3: broker.passwordFile: \"{empty}\" – it is empty", $"4: broker.tls.caFile: \"{text}\" – it cannot be used", "4: broker.tls.keyFile: missing" })
            Assert.Contains($"{path}:{fault}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("desk/0", false)]
    [InlineData("desk/007", false)]
    [InlineData("desk/window", false)]
    [InlineData("door/1", false)]
    [InlineData("desk/7", true)]
    public async Task Check_accepts_the_points_that_a_community_file_accepts(string point, bool isValid)
    {
        var path = Write($$"""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "zones": [ { "id": "hall", "points": [ { "point": "{{point}}", "sensor": "pad", "pin": 1 } ] } ] }
            """);
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal(isValid ? 0 : 2, code);
        Assert.Equal(!isValid, error.Contains($"{path}:2: zones[0].points[0].point: \"{point}\" – ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/dev/zero", "it is a device, a pipe or a socket: give a regular file")]
    [InlineData("/", "it is a directory: give a file")]
    [InlineData("/nowhere", "it does not exist: create it, or correct its name")]
    public async Task Check_reads_no_secret_from_what_is_not_a_file(string file, string fix)
    {
        var path = Write($$"""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "badges": { "keyFile": "{{file}}" },
              "broker": { "username": "u", "passwordFile": "{{file}}" },
              "zones": [ { "id": "hall", "points": [ { "point": "door/1", "sensor": "wiegand", "data0Pin": 1, "data1Pin": 2 } ] } ] }
            """);
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal(2, code);
        Assert.Contains($"{path}:2: badges.keyFile: {file} – {fix}", error, StringComparison.Ordinal);
        Assert.Contains($"{path}:3: broker.passwordFile: \"{file}\" – {fix}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_of_the_cloud_is_one_fault()
    {
        var path = Write("""{ "dataDirectory": "/data", "listen": "127.0.0.1", "port": 8080 }""");
        var (code, _, error) = await RunAsync("--config", path, "--check");
        Assert.Equal((2, $"opcspaces-gateway: {path}:1: the file: this is a settings file of the cloud, not a gateway file – give another file"), (code, error.TrimEnd()));
    }

    [Fact]
    public async Task A_faulty_configuration_is_refused_without_check_as_well()
    {
        var (code, _, error) = await RunAsync("--config", Write("{ }"));
        Assert.Equal(2, code);
        Assert.Contains("gateway: missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_for_how_long_it_waits_for_a_time_server()
    {
        var path = Write("""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" }, "clock": { "waitForSyncSeconds": 90 },
              "zones": [ { "id": "hall", "points": [ { "point": "desk/1", "sensor": "motion", "pin": 1 } ] } ] }
            """);
        var (code, output, _) = await RunAsync("--config", path, "--check");
        Assert.Equal(0, code);
        Assert.Contains($"{Environment.NewLine}clock: while it is not synchronised, it counts as not set for at most 90 s after the machine's start{Environment.NewLine}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_of_a_good_file_says_what_it_is()
    {
        var path = Write("""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "zones": [ { "id": "hall", "points": [ { "point": "desk/1", "sensor": "motion", "pin": 1 } ] } ] }
            """);
        Assert.Equal((0, $"{path}: no faults; gateway gw-1 of hub with 1 zone and 1 sensor{Environment.NewLine}The sensors were not tried: with the driver \"signals\" and without pins.busSocket there is nothing to try.{Environment.NewLine}", ""), await RunAsync("--config", path, "--check"));
    }

    [Fact]
    public async Task Help_has_examples_and_exit_codes_under_the_name_of_the_program()
    {
        await using var process = ServerProcess.Start("dotnet", [ProductBinary.Find("edge", "OpcSpaces.Gateway"), "--help"]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        foreach (var text in new[] { "opcspaces-gateway --config gateway.json --check", "Exit codes:", "opcspaces-gateway [options]", "(pins.busSocket)" })
            await Eventually.ThatAsync(() => process.Log.Contains(text, StringComparison.Ordinal), Eventually.Patience, text, () => process.Log);
    }

    [Theory]
    [InlineData("--config is missing: add --config FILE")]
    [InlineData("--config is missing: add --config FILE", "--check")]
    [InlineData("\"--confg\" is not an option of opcspaces-gateway: see opcspaces-gateway --help", "--confg", "gateway.json")]
    [InlineData("--config \"\" is empty: give a configuration file", "--config", "")]
    [InlineData("--config has no value: give --config FILE", "--config")]
    [InlineData("--config is given 2 times: give it once", "--config", "/etc/passwd", "--config", "/etc/passwd")]
    [InlineData("\"now\" belongs to no option", "--config", "gateway.json", "now")]
    [InlineData("\"maybe\" belongs to no option", "--config", "gateway.json", "--check", "maybe")]
    [InlineData("\"@args\" belongs to no option", "--config", "gateway.json", "@args")]
    [InlineData("--config \"/nowhere.json\" does not exist: give a configuration file", "--config", "/nowhere.json")]
    [InlineData("--config \"/\" is a directory: give a configuration file", "--config", "/", "--check")]
    [InlineData("--config \"/dev/zero\" is a device, a pipe or a socket: give a configuration file", "--config", "/dev/zero", "--check")]
    [InlineData("--config \"a\uFFFDb\" contains a control character: give a configuration file", "--config", "a\u001bb")]
    public async Task A_wrong_argument_ends_in_a_sentence_and_with_2(string says, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("opcspaces-gateway: ", error, StringComparison.Ordinal);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
