using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>How long readings of one zone wait for each other before they become a batch.</summary>
public sealed record BatchingConfig
{
    /// <summary>From a batch's first reading to its append, in ms; with a commit behind it, pin to durable stays within 250 ms.</summary>
    public int WindowMs { get; init; } = 100;

    /// <summary>The same for telemetry while the uplink is away, so that a long absence makes fewer and fuller batches.</summary>
    public int AwayTelemetrySeconds { get; init; } = 30;

    /// <summary>A batch with this many readings is appended at once.</summary>
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
