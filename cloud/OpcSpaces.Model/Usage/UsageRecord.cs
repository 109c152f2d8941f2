using OpcSpaces.Model.Places;

namespace OpcSpaces.Model.Usage;

/// <summary>
/// What one zone did in one hour: the unit of roll-up, of allocation, of evidence and of audit. It is derived from the journal alone, and
/// from equal journals come equal records. What is learned later makes a new revision; an older one stays as it is.
/// </summary>
/// <remarks>
/// All figures but the three of expected time follow from the readings: whoever has the batches can compute them again
/// (<c>OpcSpaces.Points.Hours</c>). The expected times are what the gateways have sealed. Nothing unknown is in any figure: what was not
/// observed is the hour's length less the observed time. Whether a desk could be used (opening hours, out of service, a tenant's absence) is
/// not in the record, because that is a matter of the question and not of the data.
/// </remarks>
public sealed record UsageRecord
{
    public required ZoneKey Zone { get; init; }

    /// <summary>The beginning of the hour of the community's time zone, in ms since 1970 UTC.</summary>
    public required long StartMs { get; init; }

    /// <summary>1 for the first record of the hour, 2 for the next, and so on.</summary>
    public required int Revision { get; init; }

    /// <summary>Why the hour was closed.</summary>
    public required UsageClosing Closing { get; init; }

    /// <summary>Whether some of it comes from an edge node without an outbox: what it sent arrived at most once, and nobody declares what is missing.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Desks and rooms, in the order of their ids.</summary>
    public IReadOnlyList<PlaceUsage> Places { get; init; } = [];

    /// <summary>Electricity meters, in the order of their ids.</summary>
    public IReadOnlyList<MeterUsage> Meters { get; init; } = [];

    /// <summary>Doors with a card reader, in the order of their ids.</summary>
    public IReadOnlyList<DoorUsage> Doors { get; init; } = [];

    /// <summary>Means of the air and of the light, in the order of their names.</summary>
    public IReadOnlyList<AirUsage> Air { get; init; } = [];

    /// <summary>The seals of the hour, in the order of the gateways.</summary>
    public IReadOnlyList<UsageSource> Sources { get; init; } = [];

    /// <summary>Where a gateway's seal says something else than its readings; empty where all sums are equal.</summary>
    public IReadOnlyList<SealDifference> Differences { get; init; } = [];
}

/// <summary>Why an hour was closed.</summary>
public enum UsageClosing
{
    /// <summary>Every gateway of the zone has sealed it.</summary>
    Sealed = 1,

    /// <summary>A gateway has not, and the time to wait for it has passed. What it knows comes later, as a new revision, or never.</summary>
    TimeOut = 2,
}

/// <summary>The seal that stands behind a record.</summary>
/// <param name="Gateway">The id of the gateway.</param>
/// <param name="Epoch">The epoch of its outbox.</param>
/// <param name="Through">The sums follow from its batches up to this sequence.</param>
public readonly record struct UsageSource(string Gateway, ulong Epoch, ulong Through);

/// <summary>A sum that a gateway has sealed and that its readings do not give.</summary>
/// <param name="Point">The point's id.</param>
/// <param name="Sum">Which sum.</param>
/// <param name="Sealed">What the gateway says.</param>
/// <param name="ByReadings">What its readings say, which is what the record has.</param>
public readonly record struct SealDifference(string Point, SealedSum Sum, long Sealed, long ByReadings);

/// <summary>A sum of a seal that follows from readings.</summary>
public enum SealedSum
{
    /// <summary>Observed time, in ms.</summary>
    Observed = 1,

    /// <summary>Occupied time, in ms.</summary>
    Occupied = 2,

    /// <summary>Energy, in Wh.</summary>
    Energy = 3,

    /// <summary>Entries.</summary>
    Entries = 4,
}
