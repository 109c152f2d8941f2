namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>One thing that was really so, whatever a sensor said.</summary>
/// <param name="From">When it began, or happened.</param>
/// <param name="To">When it ended; null for a moment.</param>
/// <param name="Zone">The zone; empty when it concerns a whole gateway or community.</param>
/// <param name="Point">The point in the zone, or a gateway; empty for the whole zone.</param>
/// <param name="What">One of <see cref="TruthKind"/>.</param>
/// <param name="Value">What the kind says.</param>
public readonly record struct TruthRecord(DateTimeOffset From, DateTimeOffset? To, string Zone, string Point, string What, string Value);
