namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>
/// The sound level of a room where its sensor hangs, in dB(A). Sources add up as energies. The usual figures are those of an office:
/// 30 to 45 dB(A) without people (GB 50118-2010), speech of normal effort 60 dB(A) at 1 m (ISO 9921).
/// </summary>
public sealed record SoundKind
{
    /// <summary>Without any other source.</summary>
    public double QuietDecibels { get; init; } = 33;

    /// <summary>The air conditioning while it runs.</summary>
    public double VentilationDecibels { get; init; } = 38;

    /// <summary>The local hours of workdays in which it runs.</summary>
    public (double From, double To) VentilatedHours { get; init; } = (8, 19);

    /// <summary>The loudest of the street; by day it comes and goes with each half minute.</summary>
    public double StreetDecibels { get; init; } = 36;

    /// <summary>People who talk next door, through the wall.</summary>
    public double NeighbourDecibels { get; init; } = 38;

    /// <summary>The part of the working hours in which they do.</summary>
    public double NeighbourShare { get; init; } = 0.2;

    /// <summary>Typing, steps and chairs of the people in the room.</summary>
    public double WorkDecibels { get; init; } = 42;

    /// <summary>The part of the time in which somebody in the room makes such sounds.</summary>
    public double WorkShare { get; init; } = 0.4;

    /// <summary>Speech in the room.</summary>
    public double TalkDecibels { get; init; } = 56;

    /// <summary>The part of the time in which somebody alone talks, on the telephone.</summary>
    public double CallShare { get; init; } = 0.08;

    /// <summary>The part of the time in which two or more people talk.</summary>
    public double TalkShare { get; init; } = 0.3;
}
