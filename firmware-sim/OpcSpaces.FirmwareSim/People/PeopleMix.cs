namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// What kinds of people a community has, as shares from 0 to 1 of its desks; whoever is none of the first three comes most
/// days. The shares are our own choice, the GPU desks those of domain facts §4.
/// </summary>
public sealed record PeopleMix
{
    /// <summary>Founders who have a desk and never come.</summary>
    public double Never { get; init; } = 0.04;

    /// <summary>Come one to three days a week.</summary>
    public double PartTime { get; init; } = 0.16;

    /// <summary>Come towards noon and stay until late, now and then past midnight.</summary>
    public double NightOwls { get; init; } = 0.08;

    /// <summary>Move so little while they work that a motion detector sees them every few minutes only.</summary>
    public double StillSitters { get; init; } = 0.12;

    /// <summary>Have a machine that computes for itself, at times through the evening.</summary>
    public double GpuDesks { get; init; } = 0.07;

    /// <summary>How often a jacket or bag keeps the chair when its owner goes for a while.</summary>
    public double BagStays { get; init; } = 0.08;
}
