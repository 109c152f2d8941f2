using OpcSpaces.Points.Hours;
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

    /// <summary>The time zone of the community, by its name in the system: seals are of its hours. Null for the hours of UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When hours begin, in ms after those of UTC.</summary>
    internal int HourPhaseMs => TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? HourPhase.MsOf(zone) : 0;

    internal static ClockConfig From(SettingsSection clock) => new()
    {
        WaitForSyncSeconds = clock.OptionalNumber("waitForSyncSeconds"),
        TimeZone = clock.Has("timeZone") ? clock.RequiredText("timeZone") : null,
        Battery = clock.Has("chip") || clock.Has("bus") || clock.Has("address") ? BatteryClockConfig.From(clock) : null,
    };

    internal void Check(SettingsRules rules)
    {
        if (WaitForSyncSeconds is { } seconds) rules.Within("waitForSyncSeconds", seconds, 0, 86_400);
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            rules.Fault("timeZone", $"\"{TimeZone}\"", "use a name that the system knows, for example \"Asia/Kolkata\"");
        Battery?.Check(rules);
    }
}
