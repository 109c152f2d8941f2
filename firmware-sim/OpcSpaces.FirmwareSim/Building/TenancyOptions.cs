namespace OpcSpaces.FirmwareSim.Building;

/// <summary>Who has the desks of a building: what the registry knows about it and no sensor shows. The shares are from 0 to 1.</summary>
public sealed record TenancyOptions
{
    public SimulatedDistrict District { get; init; } = new("nanshan", "南山区", "深圳市");

    /// <summary>Share of the desks that nobody uses which are leased all the same (ghosts); the others are vacant.</summary>
    public double Ghosts { get; init; } = 0.5;

    /// <summary>Probability that a tenant announces an absence in a month. Its people are really away on these days.</summary>
    public double Absences { get; init; }

    /// <summary>Whether there are invoices, payments, insured head-counts and claims; false for buildings that are made for load tests.</summary>
    public bool Books { get; init; } = true;
}

/// <summary>The district of a simulated community.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">Its city; null for none.</param>
public sealed record SimulatedDistrict(string Id, string Name, string? City);
