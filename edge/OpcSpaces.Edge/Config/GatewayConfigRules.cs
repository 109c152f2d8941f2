using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Config;

/// <summary>What a configuration must keep to, wherever it came from; finds every fault at once.</summary>
internal sealed class GatewayConfigRules
{
    private readonly List<ConfigFault> _faults = [];

    private GatewayConfigRules()
    {
    }

    public static IReadOnlyList<ConfigFault> Faults(GatewayConfig config)
    {
        var rules = new GatewayConfigRules();
        rules.CheckGateway(config);
        rules.CheckBatching(config.Batching);
        rules.CheckOutbox(config.Outbox);
        rules.CheckUplink(config.Uplink);
        rules.CheckZones(config.Zones);
        return rules._faults;
    }

    private void CheckGateway(GatewayConfig config)
    {
        CheckId("group", config.Group);
        CheckId("gateway", config.Gateway);
        if (config.PrimaryHost.Length > 0) CheckId("primaryHost", config.PrimaryHost);
        if (config.DataDirectory.Trim().Length == 0) Fault("dataDirectory", "\"\"", "name the directory that holds the outbox");
        if (config.Broker.Host.Trim().Length == 0) Fault("broker.host", "\"\"", "name the broker's host");
        Within("broker.port", config.Broker.Port, 1, 65535);
        if (config.Pins.Driver != PinsConfig.Signals) Fault("pins.driver", Quote(config.Pins.Driver), $"use \"{PinsConfig.Signals}\"");
    }

    private void CheckBatching(BatchingConfig batching)
    {
        Within("batching.windowMs", batching.WindowMs, 1, 200);
        Within("batching.awayTelemetrySeconds", batching.AwayTelemetrySeconds, 1, 3600);
        Within("batching.maxReadings", batching.MaxReadings, 1, 1000);
    }

    private void CheckOutbox(OutboxConfig outbox)
    {
        Within("outbox.diskBudgetMegabytes", outbox.DiskBudgetMegabytes, 1, 1_000_000);
        Within("outbox.retainCommittedHours", outbox.RetainCommittedHours, 0, 24 * 366);
        Within("outbox.maxUnsavedReadings", outbox.MaxUnsavedReadings, 100, 10_000_000);
        Within("outbox.markSeconds", outbox.MarkSeconds, 1, 3600);
    }

    private void CheckUplink(UplinkConfig uplink)
    {
        Within("uplink.largestWindow", uplink.LargestWindow, 1, 100_000);
        Within("uplink.firstWindow", uplink.FirstWindow, 1, Math.Max(1, uplink.LargestWindow));
        Within("uplink.largestWindowKilobytes", uplink.LargestWindowKilobytes, 1, 1_000_000);
        Within("uplink.progressTimeoutMs", uplink.ProgressTimeoutMs, 100, 3_600_000);
        Within("uplink.longestGoBackDelayMs", uplink.LongestGoBackDelayMs, 1, 3_600_000);
        Within("uplink.firstGoBackDelayMs", uplink.FirstGoBackDelayMs, 0, Math.Max(0, uplink.LongestGoBackDelayMs));
        Within("uplink.longestReconnectDelayMs", uplink.LongestReconnectDelayMs, 1, 3_600_000);
        Within("uplink.firstReconnectDelayMs", uplink.FirstReconnectDelayMs, 1, Math.Max(1, uplink.LongestReconnectDelayMs));
        Within("uplink.keepAliveSeconds", uplink.KeepAliveSeconds, 5, 65535);
    }

    private void CheckZones(IReadOnlyList<ZoneConfig> zones)
    {
        if (zones.Count == 0) Fault("zones", "[]", "name at least one zone");
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var pins = new Dictionary<int, string>();
        for (var i = 0; i < zones.Count; i++)
        {
            var path = $"zones[{i}]";
            CheckId($"{path}.id", zones[i].Id);
            Unique($"{path}.id", zones[i].Id, ids, "zone");
            var points = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var j = 0; j < zones[i].Points.Count; j++) CheckPoint($"{path}.points[{j}]", zones[i].Points[j], points, pins);
        }
    }

    private void CheckPoint(string path, PointConfig point, Dictionary<string, string> points, Dictionary<int, string> pins)
    {
        if (!IsPointId(point.Point)) Fault($"{path}.point", Quote(point.Point), "write a kind, a slash and a number or name, as \"desk/12\"");
        Unique($"{path}.point", point.Point, points, "point of this zone");
        Within($"{path}.pin", point.Pin, 0, 4095);
        if (!pins.TryAdd(point.Pin, path)) Fault($"{path}.pin", $"{point.Pin}", $"{pins[point.Pin]} has this pin: give each point its own");
        switch (point)
        {
            case MotionConfig motion:
                Within($"{path}.debounceMs", motion.DebounceMs, 0, 10_000);
                Within($"{path}.holdOffSeconds", motion.HoldOffSeconds, 1, 24 * 3600);
                break;
            case PulseMeterConfig meter:
                Within($"{path}.pulsesPerKilowattHour", meter.PulsesPerKilowattHour, 1, 1_000_000);
                Within($"{path}.shortestGapMs", meter.ShortestGapMs, 0, 10_000);
                Within($"{path}.reportSeconds", meter.ReportSeconds, 1, 3600);
                Within($"{path}.startWattHours", meter.StartWattHours, 0, 1_000_000_000_000);
                break;
        }
    }

    private void CheckId(string path, string id)
    {
        if (SparkplugId.Validate(id) is { } error) Fault(path, Quote(id), error);
    }

    private void Unique(string path, string id, Dictionary<string, string> seen, string what)
    {
        if (!seen.TryAdd(id, path)) Fault(path, Quote(id), $"{seen[id]} is the same {what}, or differs only by case: rename one");
    }

    private void Within(string path, long value, long least, long most)
    {
        if (value < least || value > most) Fault(path, $"{value}", $"use {least} to {most}");
    }

    private void Fault(string path, string value, string mend) => _faults.Add(new ConfigFault(path, value, mend));

    private static string Quote(string text) => $"\"{text}\"";

    private static bool IsPointId(string point)
    {
        var parts = point.Split('/');
        return parts.Length == 2 && parts.All(part => part.Length is > 0 and <= 64 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
    }
}
