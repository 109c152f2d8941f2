using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>One point inside the live projection: changed in place, so that a reading allocates nothing. Times in ms since 1970 UTC.</summary>
internal sealed class PointState(int slot, string community, string zone, string name)
{
    public const long Never = long.MinValue;

    private static readonly PointValue Happened = PointValue.Of("");
    private readonly bool _isEvent = PointMetric.Find(name) is { Nature: MetricNature.Moment };

    public int Slot { get; } = slot;

    public string Community { get; } = community;

    public string Zone { get; } = zone;

    public string Name { get; } = name;

    /// <summary>Occupied or counted: what "in use" is derived from.</summary>
    public bool IsPresence { get; } = PointMetric.Find(name) is { Nature: MetricNature.Presence };

    /// <summary>The contact of a door: "in use" is then that it is forced, which may be over within seconds.</summary>
    public bool IsContact { get; } = PointMetric.State.Is(name);

    /// <summary>Whether it is kept when it was last in use.</summary>
    public bool TracksUse => IsPresence || IsContact;

    public PointKey Key { get; } = new(community, zone, MetricName.Parse(name).Point);

    public ZoneKey InZone { get; } = new(community, zone);

    public GatewayState? Gateway
    {
        get;
        set
        {
            if (field == value) return;
            field?.Count(InZone, -1);
            value?.Count(InZone, +1);
            field = value;
        }
    }

    /// <summary>What holds now. Of an event only that it happened: who opened a door is kept nowhere here.</summary>
    public PointValue Value
    {
        get;
        set => field = _isEvent && value.Kind == PointValueKind.Text ? Happened : value;
    }

    public int Quality { get; set; } = QualityCode.Stale;

    public long SinceMs { get; set; } = Never;

    public long ReceivedMs { get; set; } = Never;

    public long StaleSinceMs { get; set; } = Never;

    public bool IsStale => StaleSinceMs != Never;

    /// <summary>The newest birth no longer has it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Where in the log the shown value is from. A birth comes after all readings of its sequence.</summary>
    public ulong Epoch { get; set; }

    public ulong Sequence { get; set; }

    public int Index { get; set; }

    /// <summary>The event time of the reading or birth that is shown; what a foreign node sends is ordered by it.</summary>
    public long ShownMs { get; set; } = Never;

    public long LastInUseMs { get; set; } = Never;

    /// <summary>Whether it was in use after the last journaled reading, without births. The next reading of the log ends or continues that.</summary>
    public bool InUseInLog { get; set; }

    /// <summary>Of the contact of a door.</summary>
    public ContactPast Contact { get; set; } = ContactPast.None;

    public bool IsInUse(PointValue value, int quality) =>
        TracksUse && quality == QualityCode.Good && value.Kind switch
        {
            PointValueKind.Text => IsContact && value.AsText == DoorStates.Forced,
            PointValueKind.Boolean => value.AsBoolean,
            PointValueKind.Integer or PointValueKind.Unsigned => value.AsInteger > 0,
            _ => false,
        };

    public LivePoint ToLive() => new(
        Key, Name, Gateway?.Key, Value, Time(SinceMs), Time(ReceivedMs), Quality,
        IsStale, Time(StaleSinceMs), Time(LastInUseMs), Gateway is { Epoch: 0 })
    {
        Contact = IsContact ? new LiveContact(Time(Contact.ForcedMs), Time(Contact.ForcedHeardMs), Time(Contact.HeldMs), TimeSpan.FromMilliseconds(Contact.HeldForMs), Time(Contact.HeldHeardMs)) { HoldsAt = Time(Contact.HoldsMs) } : null,
    };

    public PointState Copy() => (PointState)MemberwiseClone();

    internal static DateTimeOffset? Time(long ms) =>
        ms == Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(ms, EarliestMs, LatestMs));

    private static readonly long EarliestMs = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LatestMs = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
}
