using OpcSpaces.Model.Places;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Live;

/// <summary>One gateway inside the live projection. Times in ms since 1970 UTC.</summary>
internal sealed class GatewayState(int slot, string name)
{
    private readonly Dictionary<ZoneKey, int> _pointsIn = [];

    public int Slot { get; } = slot;

    /// <summary>As the journal stores it: the text of <see cref="Key"/>.</summary>
    public string Name { get; } = name;

    public GatewayKey Key { get; } = GatewayKey.Parse(name);

    public GatewayPresence Presence { get; set; }

    public long SinceMs { get; set; } = PointState.Never;

    public ulong Epoch { get; set; }

    public ulong LastSequence { get; set; }

    public ulong Committed { get; set; }

    public long NewestReadingMs { get; set; } = PointState.Never;

    public long ReceivedMs { get; set; } = PointState.Never;

    /// <summary>When the clock of a node without an outbox was last seen to have been set back, in the cloud's time. Not saved.</summary>
    public long ClockSetBackMs { get; set; } = PointState.Never;

    /// <summary>When the gateway said something about its clock last, in the cloud's time.</summary>
    public long ClockSaidMs { get; set; } = PointState.Never;

    /// <summary>Whether its kernel called the clock synchronised then; null where it cannot be asked.</summary>
    public bool? ClockSynchronized { get; set; }

    /// <summary>What the clock showed then.</summary>
    public long ClockWallMs { get; set; } = PointState.Never;

    /// <summary>The boot of the machine in which it said so; null where that is not known. Not saved.</summary>
    public string? ClockBoot { get; private set; }

    /// <summary>What is known of the clock of a node without an outbox. Not saved: it is learned again within some readings.</summary>
    public ForeignClock Clock { get; } = new();

    /// <summary>By device; the node's own metrics have the empty name.</summary>
    public Dictionary<string, DeclaredPoints> Devices { get; } = new(StringComparer.Ordinal);

    /// <summary>Some of its devices wait for their births (<see cref="DeclaredPoints.AwaitsBirth"/>).</summary>
    public bool AwaitsBirths { get; set; }

    /// <summary>The zones in which it reports a point: the same list until it is another one.</summary>
    public IReadOnlyList<ZoneKey> Zones { get; private set; } = [];

    /// <summary>Notes that it reports one point more, or less, in a zone.</summary>
    public void Count(ZoneKey zone, int points)
    {
        var before = _pointsIn.GetValueOrDefault(zone);
        _pointsIn[zone] = before + points;
        if (before > 0 != before + points > 0) Zones = [.. _pointsIn.Where(known => known.Value > 0 && known.Key.Zone.Length > 0).Select(known => known.Key)];
    }

    /// <summary>A copy to be saved; it shares what is not saved.</summary>
    public GatewayState Copy() => (GatewayState)MemberwiseClone();

    public LiveGateway ToLive() => new(
        Key, Presence, PointState.Time(SinceMs), Epoch, LastSequence, Committed,
        PointState.Time(NewestReadingMs), PointState.Time(ReceivedMs))
    {
        ClockSetBackAt = PointState.Time(ClockSetBackMs),
        Zones = Zones,
        Clock = ClockSaidMs == PointState.Never ? null : new LiveClock(PointState.Time(ClockSaidMs)!.Value, ClockSynchronized, PointState.Time(ClockWallMs)!.Value),
    };

    /// <summary>Takes what it says about its clock.</summary>
    /// <returns>By how many ms the clock was set forward since it said something before. Null where that is not known, because the machine booted; and where it was set back, because what was read just before then has a time of the future.</returns>
    public long? TakeClock(ClockStatement statement, long receivedMs)
    {
        var isSameBoot = statement.Boot == ClockBoot;
        (ClockSaidMs, ClockSynchronized, ClockWallMs, ClockBoot) = (receivedMs, statement.Synchronized, statement.WallMs, statement.Boot);
        return isSameBoot && statement is { LeftOut: null, StepMs: null or > 0 } ? statement.StepMs ?? 0 : null;
    }
}
