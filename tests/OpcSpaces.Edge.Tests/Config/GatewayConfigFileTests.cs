using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Config;

public sealed class GatewayConfigFileTests
{
    private const string Good = """
        {
          // Who this is
          "group": "nanshan-hub",
          "gateway": "gw-07",
          "dataDirectory": "/var/lib/opcspaces-edge",
          "broker": { "host": "broker.example", "port": 8883, "tls": { "caFile": "/etc/opcspaces/ca.pem" } },
          "pins": { "driver": "signals", "socket": "/run/opcspaces/signals" },
          "outbox": { "diskBudgetMegabytes": 64 },
          "zones": [
            { "id": "open-3", "points": [
              { "point": "desk/12", "sensor": "motion", "pin": 4, "holdOffSeconds": 600 },
              { "point": "meter/1", "sensor": "pulseMeter", "pin": 17, "pulsesPerKilowattHour": 800, "startWattHours": 123456 },
            ] },
          ],
        }
        """;

    private static IReadOnlyList<SettingsFault> FaultsOf(string json) =>
        Assert.Throws<SettingsException>(() => GatewayConfigFile.Parse(json)).Faults;

    [Fact]
    public void A_file_with_comments_and_trailing_commas_is_read()
    {
        var config = GatewayConfigFile.Parse(Good);
        Assert.Equal(("nanshan-hub", "gw-07", "opcspaces"), (config.Group, config.Gateway, config.PrimaryHost));
        Assert.Equal((8883, "/etc/opcspaces/ca.pem"), (config.Broker.Port, config.Broker.Tls!.CaFile));
        Assert.Equal((64, 24), (config.Outbox.DiskBudgetMegabytes, config.Outbox.RetainCommittedHours));
        Assert.Equal(new MotionConfig { Point = "desk/12", Pin = 4, HoldOffSeconds = 600 }, config.Zones[0].Points[0]);
        Assert.Equal(new PulseMeterConfig { Point = "meter/1", Pin = 17, PulsesPerKilowattHour = 800, StartWattHours = 123456 }, config.Zones[0].Points[1]);
    }

    [Fact]
    public void A_written_configuration_is_read_back_as_the_same()
    {
        using var directory = new TemporaryDirectory();
        var (first, second) = (directory.File("first.json"), directory.File("second.json"));
        GatewayFile.Write(first, GatewayConfigFile.Parse(Good));
        GatewayFile.Write(second, GatewayConfigFile.Read(first));
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
        Assert.Contains("\"sensor\": \"pulseMeter\"", File.ReadAllText(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_with_path_value_and_fix()
    {
        var faults = FaultsOf("""
            {
              "group": "a/b",
              "gatway": "gw-07",
              "dataDirectory": 7,
              "broker": { "port": 70000, "library": "paho" },
              "batching": { "windowMs": "soon" },
              "outbox": { "diskBudgetMegabytes": 0 },
              "zones": [
                { "id": "open-3", "points": [
                  { "point": "desk12", "sensor": "motion", "pin": 4 },
                  { "point": "desk/13", "sensor": "motion", "pin": 4, "holdOffSeconds": 0 },
                  { "point": "desk/14", "sensor": "radar", "pin": 5 },
                  { "point": "desk/15", "sensor": "motion" }
                ] },
                { "id": "OPEN-3", "points": [] },
                "office"
              ]
            }
            """);
        string[] paths =
        [
            "batching.windowMs", "broker.library", "broker.port", "dataDirectory", "gateway", "gatway", "group", "outbox.diskBudgetMegabytes",
            "zones[0].points[0].point", "zones[0].points[1].holdOffSeconds", "zones[0].points[1].pin", "zones[0].points[2].sensor",
            "zones[0].points[3].pin", "zones[1].id", "zones[2]",
        ];
        Assert.Equal(paths, faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.All(faults, fault => Assert.True(fault.Value.Length > 0 && fault.Fix.Length > 0));
        Assert.Contains(faults, fault => fault.ToString() == "line 5: broker.port: 70000 – use 1 to 65535");
    }

    [Theory]
    [InlineData("{}", null, null)]
    [InlineData("""{ "waitForSyncSeconds": 0 }""", 0, null)]
    [InlineData("""{ "waitForSyncSeconds": 86400 }""", 86_400, null)]
    [InlineData("""{ "waitForSyncSeconds": 86401 }""", null, "clock.waitForSyncSeconds: use 0 to 86400")]
    [InlineData("""{ "waitForSyncSeconds": -1 }""", null, "clock.waitForSyncSeconds: use 0 to 86400")]
    [InlineData("""{ "waitForSyncMinutes": 10 }""", null, "clock.waitForSyncMinutes: there is no such")]
    public void The_wait_for_a_time_server_needs_no_battery_clock(string clock, int? seconds, string? fault)
    {
        var text = Good.Replace("\"zones\":", $"\"clock\": {clock}, \"zones\":", StringComparison.Ordinal);
        if (fault is null) Assert.Equal((seconds, (BatteryClockConfig?)null), (GatewayConfigFile.Parse(text).Clock.WaitForSyncSeconds, GatewayConfigFile.Parse(text).Clock.Battery));
        else Assert.StartsWith(fault, string.Join(", ", FaultsOf(text).Select(it => $"{it.Path}: {it.Fix}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 0, null)]
    [InlineData("""{ "timeZone": "Asia/Shanghai" }""", 0, null)]
    [InlineData("""{ "timeZone": "Asia/Kolkata" }""", 1_800_000, null)]
    [InlineData("""{ "timeZone": "Asia/Kathmandu" }""", 900_000, null)]
    [InlineData("""{ "timeZone": "Australia/Adelaide" }""", 1_800_000, null)]
    [InlineData("""{ "timeZone": "Asia/Delhi" }""", 0, "clock.timeZone: use a name that the system knows")]
    [InlineData("""{ "timeZone": 5.5 }""", 0, "clock.timeZone: ")]
    public void The_time_zone_says_when_hours_begin(string clock, int phaseMs, string? fault)
    {
        var text = Good.Replace("\"zones\":", $"\"clock\": {clock}, \"zones\":", StringComparison.Ordinal);
        if (fault is null) Assert.Equal(phaseMs, GatewayConfigFile.Parse(text).Clock.HourPhaseMs);
        else Assert.StartsWith(fault, string.Join(", ", FaultsOf(text).Select(it => $"{it.Path}: {it.Fix}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"group\": ", "the file", 2)]
    [InlineData("{\n  \"group\": 7;\n}", "the file", 2)]
    [InlineData("[]", "the file", 1)]
    [InlineData("{}", "group", 1)]
    public void A_file_without_a_configuration_has_a_fault_with_its_line(string json, string path, int line) =>
        Assert.Contains(FaultsOf(json), fault => (fault.Path, fault.Line) == (path, line));

    [Theory]
    [InlineData("/run/opcspaces/signals", "/run/opc\\nspaces", "pins.socket")]
    [InlineData("/var/lib/opcspaces-edge", "/var/\\u0000", "dataDirectory")]
    [InlineData("broker.example", "broker\\t.example", "broker.host")]
    [InlineData("nanshan-hub", "nanshan\\nhub", "group")]
    [InlineData("open-3", "open\\r3", "zones[0].id")]
    public void A_name_with_a_control_character_is_a_fault(string good, string bad, string path) =>
        Assert.Equal(path, FaultsOf(Good.Replace(good, bad, StringComparison.Ordinal)).Single().Path);

    [Fact]
    public void A_socket_whose_path_is_longer_than_the_system_allows_is_a_fault()
    {
        var fault = FaultsOf(Good.Replace("/run/opcspaces/signals", "/" + new string('a', 200), StringComparison.Ordinal)).Single();
        Assert.Equal(("pins.socket", 7), (fault.Path, fault.Line));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_and_not_a_crash() =>
        Assert.Throws<SettingsException>(() => GatewayConfigFile.Read("/nowhere/gateway.json"));
}
