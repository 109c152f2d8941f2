namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// The kinds of people in a community, as shares from 0 to 1 of its desks. People of none of the first three kinds come on most
/// days. The shares are estimates.
/// </summary>
public sealed record PeopleMix
{
    /// <summary>People who have a desk and never come.</summary>
    public double Never { get; init; } = 0.04;

    /// <summary>People who come on one to three days a week.</summary>
    public double PartTime { get; init; } = 0.16;

    /// <summary>People who come before noon and stay late, sometimes past midnight.</summary>
    public double NightOwls { get; init; } = 0.08;

    /// <summary>People who move so little while they work that a motion detector sees them only every few minutes.</summary>
    public double StillSitters { get; init; } = 0.12;

    /// <summary>Desks with a GPU that sometimes computes through the evening.</summary>
    public double GpuDesks { get; init; } = 0.07;

    /// <summary>Probability that a jacket or bag stays on the chair during a break.</summary>
    public double BagStays { get; init; } = 0.08;
}
