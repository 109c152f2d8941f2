namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>The light that falls on a sensor in a room: daylight, the room's lamps, and what comes in from the corridor.</summary>
public sealed record LightKind
{
    /// <summary>What switches the lamps.</summary>
    public LampSwitching Switching { get; init; } = LampSwitching.People;

    /// <summary>What the lamps give where the sensor is, in lx.</summary>
    public double LampLux { get; init; } = 300;

    /// <summary>What the sun gives there at noon of a clear day, in lx; 0 without a window.</summary>
    public double DaylightLux { get; init; } = 600;

    /// <summary>People switch lamps on when there is less daylight than this, in lx.</summary>
    public double TooDarkLux { get; init; } = 150;

    /// <summary>The probability that the last one who leaves forgets to switch them off.</summary>
    public double ForgetsChance { get; init; } = 0.1;

    /// <summary>A detector's lamps are lit for so long after the last one left, in min.</summary>
    public double HeldMinutes { get; init; } = 10;

    /// <summary>The local hours in which a clock's lamps are lit. At the later one somebody switches off what was forgotten.</summary>
    public (double From, double To) LitHours { get; init; } = (8, 21);

    /// <summary>What the lamps of the corridor and of the rooms next door give there in <see cref="LitHours"/>, in lx.</summary>
    public double CorridorLux { get; init; }
}
