using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Alarms.Sights;

/// <summary>Everything that is known at one moment, and nothing else: from equal sights come equal findings.</summary>
/// <param name="Now">The cloud's time.</param>
public sealed record AlarmSight(DateTimeOffset Now)
{
    /// <summary>Why readings cannot be taken, and since when; null while they can.</summary>
    public (string Why, DateTimeOffset Since)? NotRecording { get; init; }

    /// <summary>Since when readings can be taken; null while they cannot.</summary>
    public DateTimeOffset? ListeningSince { get; init; }

    public IReadOnlyList<SeenProjection> Projections { get; init; } = [];

    /// <summary>Why gateways and points are not known now, such as that the live state is not up to date; null when they are.</summary>
    public string? LiveUnknown { get; init; }

    public IReadOnlyList<SeenGateway> Gateways { get; init; } = [];

    public IReadOnlyList<SeenPoint> Points { get; init; } = [];

    /// <summary>What the registry says, by community. A community that is not in it is judged by what does not need it.</summary>
    public IReadOnlyDictionary<string, SeenCommunity> Communities { get; init; } = new Dictionary<string, SeenCommunity>();

    /// <summary>The newest closed hours of each zone, oldest first.</summary>
    public IReadOnlyDictionary<ZoneKey, IReadOnlyList<UsageRecord>> Hours { get; init; } = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>>();

    /// <summary>Why the closed hours are not known now; null when they are.</summary>
    public string? HoursUnknown { get; init; }

    public SeenZone? Find(ZoneKey key) => Communities.GetValueOrDefault(key.Community)?.Zones.GetValueOrDefault(key.Zone);

    /// <summary>The purpose of a zone; null where the registry does not know the zone.</summary>
    public ZoneKind? KindOf(ZoneKey key) => Find(key)?.Kind;

    /// <summary>Whether the registry calls the point's place out of service today: then nobody wonders about its sensors.</summary>
    public bool IsOutOfService(PointKey key) => Communities.GetValueOrDefault(key.Community)?.OutOfService.Contains((key.Zone, key.Point)) == true;
}

/// <summary>How a projection is doing.</summary>
/// <param name="Name">Such as <c>live</c>.</param>
/// <param name="IsTrouble">It does not follow the journal.</param>
/// <param name="HasStopped">It stays so until the process restarts.</param>
/// <param name="Since">When that began.</param>
/// <param name="Why">The failure in words; null while it runs.</param>
public sealed record SeenProjection(string Name, bool IsTrouble, bool HasStopped, DateTimeOffset Since, string? Why);

/// <summary>A gateway.</summary>
/// <param name="Key">Its community and id.</param>
/// <param name="IsOnline">Null while nobody knows, after the cloud was not listening.</param>
/// <param name="Since">Since when, in the cloud's time; null for one that the registry has and that was never heard.</param>
/// <param name="Backlog">Batches that it is known to hold.</param>
/// <param name="Clock">What it said last about its clock; null for nothing.</param>
/// <param name="ClockSetBackAt">When the clock of a gateway without an outbox was seen to have been set back; null for never.</param>
public sealed record SeenGateway(GatewayKey Key, bool? IsOnline, DateTimeOffset? Since, ulong Backlog, SeenClock? Clock = null, DateTimeOffset? ClockSetBackAt = null);

/// <summary>What a gateway said about its clock.</summary>
/// <param name="SaidAt">When that arrived, in the cloud's time.</param>
/// <param name="IsSynchronized">Whether its kernel called it synchronised; null where it cannot be asked.</param>
/// <param name="Wall">What it showed.</param>
public sealed record SeenClock(DateTimeOffset SaidAt, bool? IsSynchronized, DateTimeOffset Wall);

/// <summary>One metric of a point. Its time is the gateway's, where nothing else is said.</summary>
/// <param name="Key">The point.</param>
/// <param name="Metric">The metric; null for the zone's metric <see cref="SensorTroubles.MetricName"/>.</param>
/// <param name="Gateway">Who reported it; null before the first birth.</param>
/// <param name="Value">The newest value.</param>
/// <param name="Since">Since when it holds: of places and doors by the cloud's clock, and null where that cannot be known, because the gateway's clock may have been set meanwhile.</param>
/// <param name="Quality">192 good, 0 bad, 500 stale.</param>
/// <param name="IsStale">Nothing is known since its gateway went away.</param>
public readonly record struct SeenPoint(
    PointKey Key, PointMetric? Metric, GatewayKey? Gateway, PointValue Value, DateTimeOffset? Since, int Quality, bool IsStale)
{
    /// <summary>Of the contact of a door, what happened there last; null where nothing is known.</summary>
    public SeenDoor? Door { get; init; }

    public bool IsKnown => !IsStale && Quality == QualityCode.Good && !Value.IsNull;

    /// <summary>The value as a number; null for what is none.</summary>
    public double? Number => Value.Kind switch
    {
        PointValueKind.Single => Value.AsSingle,
        PointValueKind.Double => Value.AsDouble,
        PointValueKind.Integer => Value.AsInteger,
        PointValueKind.Unsigned => Value.AsUnsigned,
        _ => null,
    };
}

/// <summary>What happened last at a door, also what was over when the cloud heard of it.</summary>
/// <param name="ForcedAt">When it was forced, by the gateway's clock; null for never.</param>
/// <param name="ForcedHeardAt">When the cloud heard of that.</param>
/// <param name="HeldAt">When the last hold that is over began, by the gateway's clock; null for never.</param>
/// <param name="HeldFor">How long it was.</param>
/// <param name="HeldHeardAt">When the cloud heard of its end.</param>
public sealed record SeenDoor(DateTimeOffset? ForcedAt, DateTimeOffset? ForcedHeardAt, DateTimeOffset? HeldAt, TimeSpan HeldFor, DateTimeOffset? HeldHeardAt);

/// <summary>What the registry says about a community today.</summary>
/// <param name="Zones">By id.</param>
/// <param name="OutOfService">The desks and rooms that are out of service, with their zones.</param>
/// <param name="Calendar">When it is open; null where the registry has no opening hours, or its time zone is not known on this machine.</param>
public sealed record SeenCommunity(IReadOnlyDictionary<string, SeenZone> Zones, IReadOnlySet<(string Zone, string Point)> OutOfService, CommunityCalendar? Calendar);

/// <summary>A zone of the registry.</summary>
/// <param name="Kind">Its purpose.</param>
/// <param name="Capacity">How many people it is made for; null where nobody has said.</param>
/// <param name="Floor">The id of its floor.</param>
public sealed record SeenZone(ZoneKind Kind, int? Capacity, string Floor)
{
    /// <summary>How many of its desks have a computer that may go on working when nobody is there (equipment <see cref="AlarmRules.GpuEquipment"/>).</summary>
    public int GpuDesks { get; init; }
}
