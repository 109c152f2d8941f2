using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>How long the readings of one zone wait for each other before they become a batch.</summary>
public sealed record BatchingConfig
{
    /// <summary>
    /// How long changes of state wait for each other, in ms, and telemetry too. The first change of a zone that was quiet this long does not
    /// wait. While disk or link are busy, changes wait twice as long. With the commit after it, a change is durable within 250 ms.
    /// </summary>
    public int WindowMs { get; init; } = 100;

    /// <summary>The same for telemetry while the uplink is away, in s, so that a long absence makes fewer and larger batches.</summary>
    public int AwayTelemetrySeconds { get; init; } = 30;

    /// <summary>A batch with this many readings is appended immediately.</summary>
    public int MaxReadings { get; init; } = 200;

    internal static BatchingConfig From(SettingsSection batching)
    {
        var defaults = new BatchingConfig();
        return new BatchingConfig
        {
            WindowMs = batching.Number("windowMs", defaults.WindowMs),
            AwayTelemetrySeconds = batching.Number("awayTelemetrySeconds", defaults.AwayTelemetrySeconds),
            MaxReadings = batching.Number("maxReadings", defaults.MaxReadings),
        };
    }

    internal void Check(SettingsRules rules)
    {
        rules.Within("windowMs", WindowMs, 1, 200);
        rules.Within("awayTelemetrySeconds", AwayTelemetrySeconds, 1, 3600);
        rules.Within("maxReadings", MaxReadings, 1, 1000);
    }
}
