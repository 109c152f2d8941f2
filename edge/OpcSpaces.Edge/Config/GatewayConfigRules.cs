using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>What a configuration must keep to, wherever it came from; finds every fault at once.</summary>
internal static class GatewayConfigRules
{
    public static IReadOnlyList<SettingsFault> Faults(GatewayConfig config)
    {
        var rules = new SettingsRules();
        Check(rules, config);
        Check(rules.At("batching"), config.Batching);
        Check(rules.At("outbox"), config.Outbox);
        Check(rules.At("uplink"), config.Uplink);
        config.Badges.Check(rules.At("badges"), config.ReadsCards);
        ZoneRules.Check(rules, config.Zones);
        return rules.Faults;
    }

    private static void Check(SettingsRules rules, GatewayConfig config)
    {
        rules.Id("group", config.Group);
        rules.Id("gateway", config.Gateway);
        if (config.PrimaryHost.Length > 0) rules.Id("primaryHost", config.PrimaryHost);
        rules.NotEmpty("dataDirectory", config.DataDirectory, "name the directory that holds the outbox");
        rules.NotEmpty("broker.host", config.Broker.Host, "name the broker's host");
        rules.Within("broker.port", config.Broker.Port, 1, 65535);
        if (config.Pins.Driver != PinsConfig.Signals) rules.Fault("pins.driver", $"\"{config.Pins.Driver}\"", $"use \"{PinsConfig.Signals}\"");
        config.Pins.Check(rules.At("pins"));
    }

    private static void Check(SettingsRules rules, BatchingConfig batching)
    {
        rules.Within("windowMs", batching.WindowMs, 1, 200);
        rules.Within("awayTelemetrySeconds", batching.AwayTelemetrySeconds, 1, 3600);
        rules.Within("maxReadings", batching.MaxReadings, 1, 1000);
    }

    private static void Check(SettingsRules rules, OutboxConfig outbox)
    {
        rules.Within("diskBudgetMegabytes", outbox.DiskBudgetMegabytes, 1, 1_000_000);
        rules.Within("retainCommittedHours", outbox.RetainCommittedHours, 0, 24 * 366);
        rules.Within("maxUnsavedReadings", outbox.MaxUnsavedReadings, 100, 10_000_000);
        rules.Within("markSeconds", outbox.MarkSeconds, 1, 3600);
    }

    private static void Check(SettingsRules rules, UplinkConfig uplink)
    {
        rules.Within("largestWindow", uplink.LargestWindow, 1, 100_000);
        rules.Within("firstWindow", uplink.FirstWindow, 1, Math.Max(1, uplink.LargestWindow));
        rules.Within("largestWindowKilobytes", uplink.LargestWindowKilobytes, 1, 1_000_000);
        rules.Within("progressTimeoutMs", uplink.ProgressTimeoutMs, 100, 3_600_000);
        rules.Within("longestGoBackDelayMs", uplink.LongestGoBackDelayMs, 1, 3_600_000);
        rules.Within("firstGoBackDelayMs", uplink.FirstGoBackDelayMs, 0, Math.Max(0, uplink.LongestGoBackDelayMs));
        rules.Within("longestReconnectDelayMs", uplink.LongestReconnectDelayMs, 1, 3_600_000);
        rules.Within("firstReconnectDelayMs", uplink.FirstReconnectDelayMs, 1, Math.Max(1, uplink.LongestReconnectDelayMs));
        rules.Within("keepAliveSeconds", uplink.KeepAliveSeconds, 5, 65535);
    }
}
