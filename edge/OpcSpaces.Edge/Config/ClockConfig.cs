using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Config;

/// <summary>The clock of the readings.</summary>
public sealed record ClockConfig
{
    /// <summary>
    /// For at most this long after the machine's start, in s, the clock counts as not set while the kernel does not call it synchronised. Null for what
    /// the machine needs (<see cref="Edge.Clock.SyncWait.DefaultSeconds"/>).
    /// </summary>
    public int? WaitForSyncSeconds { get; init; }

    /// <summary>The battery clock that the agent looks at; null for none.</summary>
    public BatteryClockConfig? Battery { get; init; }

    internal static ClockConfig From(SettingsSection clock) => new()
    {
        WaitForSyncSeconds = clock.OptionalNumber("waitForSyncSeconds"),
        Battery = clock.Has("chip") || clock.Has("bus") || clock.Has("address") ? BatteryClockConfig.From(clock) : null,
    };

    internal void Check(SettingsRules rules)
    {
        if (WaitForSyncSeconds is { } seconds) rules.Within("waitForSyncSeconds", seconds, 0, 86_400);
        Battery?.Check(rules);
    }
}
