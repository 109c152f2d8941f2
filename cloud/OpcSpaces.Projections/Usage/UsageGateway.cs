using OpcSpaces.Model.Places;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>What usage knows of a gateway: whether it is there, how far its log is, and how far it has sealed. Times in ms since 1970 UTC. In the order of ids within a community.</summary>
internal sealed class UsageGateway(GatewayKey key) : IComparable<UsageGateway>
{
    public GatewayKey Key { get; } = key;

    /// <summary>By zone; the metrics that its last birth declared.</summary>
    public Dictionary<string, UsageDevice> Devices { get; } = new(StringComparer.Ordinal);

    public bool HasOutbox { get; set; }

    public bool IsOnline { get; set; }

    /// <summary>The epoch of the newest batch.</summary>
    public ulong Epoch { get; set; }

    /// <summary>The epoch that goes on where the one before it ended; 0 for none.</summary>
    public ulong Continuing { get; set; }

    /// <summary>The newest sequence that a birth has declared, and its epoch.</summary>
    public (ulong Epoch, ulong Sequence) Declared { get; set; }

    /// <summary>The newest batch of <see cref="Epoch"/>.</summary>
    public ulong Committed { get; set; }

    /// <summary>When something of it was received last, by the cloud's clock.</summary>
    public long HeardMs { get; set; }

    /// <summary>When its connection was found dead, by the cloud's clock; 0 while it is online.</summary>
    public long GoneMs { get; set; }

    /// <summary>The newest time of its readings, by its clock.</summary>
    public long NewestMs { get; set; }

    /// <summary>The end of the newest hour that it has sealed; 0 for a gateway that seals none.</summary>
    public long SealedThroughMs { get; set; }

    /// <summary>What it said about its clock.</summary>
    public ClockHistory Clock { get; } = new();

    /// <summary>Whether one of <see cref="Devices"/> awaits its birth.</summary>
    public bool AwaitsBirths { get; set; }

    /// <summary>Whether <see cref="MomentGaps"/> of one of its metrics may be open.</summary>
    public bool HasGaps { get; set; }

    public bool Seals => SealedThroughMs > 0;

    public int CompareTo(UsageGateway? other) => string.CompareOrdinal(Key.Gateway, other?.Key.Gateway);

    /// <summary>Whether batches of its backlog are still coming.</summary>
    public bool IsDraining(long nowMs) =>
        IsOnline && HasOutbox && (Epoch != Declared.Epoch || Committed < Declared.Sequence) && nowMs - HeardMs < UsageTimes.DrainPauseMs;

    /// <summary>It has sensed something at this time: from then on no moment is missing.</summary>
    public void CloseGaps(long atMs)
    {
        HasGaps = false;
        foreach (var gaps in Devices.Values.SelectMany(device => device.Metrics).Select(metric => metric.Gaps).OfType<MomentGaps>())
        {
            gaps.Close(atMs);
            HasGaps |= gaps.IsOpen;
        }
    }

    /// <summary>Up to which time of an hour what it said certainly holds.</summary>
    public long KnownThroughMs(long endMs, long nowMs)
    {
        if (SealedThroughMs >= endMs) return Math.Min(endMs, nowMs);
        if (Seals || (HasOutbox && IsDraining(nowMs))) return Math.Min(endMs, NewestMs);
        // It reports changes only: as long as it is there, no news is no change.
        var thereMs = IsOnline ? nowMs : Math.Max(HeardMs, GoneMs - UsageTimes.UnnoticedMs);
        return Math.Min(endMs, Math.Max(NewestMs, thereMs));
    }
}

/// <summary>A zone of a gateway.</summary>
internal sealed class UsageDevice
{
    /// <summary>The metrics that the newest birth has.</summary>
    public List<UsageMetric> Metrics { get; set; } = [];

    /// <summary>The gateway was born again, and this zone was not yet.</summary>
    public bool AwaitsBirth { get; set; }
}
