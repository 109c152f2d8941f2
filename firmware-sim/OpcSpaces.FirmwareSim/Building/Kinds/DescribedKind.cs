namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>A kind in a description, and where it is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="DeskShare">The share of the desks that have it, from 0 to 1.</param>
/// <param name="Places">The places that have it by name.</param>
internal sealed record DescribedKind(PlaceKind Kind, double DeskShare, IReadOnlyList<(string Zone, string Point)> Places);
