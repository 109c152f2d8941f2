using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>One metric of a zone as one gateway reports it, with its sums; or one of the metrics of the outbox that decide about sums.</summary>
internal sealed class UsageMetric
{
    private UsageMetric(UsageMetricKind kind, UsageGateway gateway, UsageZone? zone, string name) => (Kind, Gateway, Zone, Name) = (kind, gateway, zone, name);

    public UsageMetricKind Kind { get; }

    public UsageGateway Gateway { get; }

    /// <summary>Null for the gateway's own.</summary>
    public UsageZone? Zone { get; }

    /// <summary>The full name, such as <c>desk/12/occupied</c>.</summary>
    public string Name { get; }

    public string Point { get; private init; } = "";

    public PointMetric Metric { get; private init; } = null!;

    public MetricTally Tally { get; private set; } = null!;

    /// <summary>Null for what is not presence.</summary>
    public StayTally? Stays { get; private set; }

    /// <summary>Null for what is not a moment.</summary>
    public MomentGaps? Gaps { get; private init; }

    /// <summary>Its gateway no longer has it, or another gateway has it now. What it has counted stays.</summary>
    public bool IsRetired { get; set; }

    /// <summary>From when on another gateway reports it, by the cloud's clock in ms since 1970 UTC: later readings are not counted. Null where none does.</summary>
    public long? TakenMs { get; set; }

    /// <summary>The metric of sums that a birth declares; null for what usage does not count.</summary>
    public static UsageMetric? OfPoint(UsageGateway gateway, UsageZone zone, string name, int phaseMs)
    {
        if (PointMetric.Find(name) is not { } metric || !IsCounted(metric)) return null;
        if (metric.Nature == MetricNature.Moment) gateway.HasGaps = true;
        return new UsageMetric(UsageMetricKind.Sums, gateway, zone, name)
        {
            Point = MetricName.Parse(name).Point,
            Metric = metric,
            Tally = new MetricTally(metric.Nature, phaseMs),
            Stays = metric.Nature == MetricNature.Presence ? new StayTally(phaseMs) : null,
            Gaps = metric.Nature == MetricNature.Moment ? new MomentGaps() : null,
        };
    }

    public static UsageMetric Seal(UsageGateway gateway) => new(UsageMetricKind.Seal, gateway, null, "");

    public static UsageMetric ClockStatement(UsageGateway gateway) => new(UsageMetricKind.ClockStatement, gateway, null, "");

    public static UsageMetric Tombstone(UsageGateway gateway, UsageZone? zone) => new(UsageMetricKind.Tombstone, gateway, zone, "");

    public void Take(in Reading reading)
    {
        Tally.Take(reading);
        Stays?.Take(reading);
        if (reading.Value.IsNull) OpenGap(reading.TimestampMs);
    }

    /// <summary>What held is not known to hold any more from the newest reading on, or from a later time, in ms since 1970 UTC.</summary>
    public void Lose(long fromMs = 0)
    {
        // The moments that are lost came after everything that is known of the gateway.
        OpenGap(fromMs > 0 ? fromMs : Gateway.NewestMs);
        var unknown = Reading.Unknown(Math.Max(fromMs, Tally.ThroughMs ?? 0));
        Tally.Take(unknown);
        Stays?.Take(unknown);
    }

    /// <summary>The gateway's clock was set: what it said by a wrong one is taken back.</summary>
    public void Turn(in ClockTurn turn)
    {
        Tally.Turn(turn);
        Stays?.Turn(turn);
        Gaps?.Turn(turn, Zone!.PhaseMs);
    }

    /// <summary>Its gateway's times are not believed now.</summary>
    public void Stop()
    {
        Tally.StopAt(0);
        Stays?.StopAt(0);
        Gaps?.Doubt(0);
    }

    /// <summary>Goes on with other hours. What was counted is gone, and what holds stays.</summary>
    public void Restart(int phaseMs)
    {
        if (Kind != UsageMetricKind.Sums) return;
        var (tally, stays) = (Tally.Save(), Stays?.Save());
        Tally = new MetricTally(Metric.Nature, phaseMs);
        Tally.Load(tally with { Hours = [] });
        if (stays is null) return;
        Stays = new StayTally(phaseMs);
        Stays.Load(stays with { Hours = [] });
    }

    /// <summary>Forgets everything, and is as one that its zone did not have before.</summary>
    public void Renew()
    {
        Tally = new MetricTally(Metric.Nature, Zone!.PhaseMs);
        if (Stays is not null) Stays = new StayTally(Zone.PhaseMs);
        Gaps?.Load(new MomentGapsState(0, null, []));
        Forget(Zone.KeptFromMs);
        if (Gaps is not null) Gateway.HasGaps = true;
        if (Gateway.Clock.IsDoubted) Stop();
    }

    public void Forget(long beforeMs)
    {
        Tally.Forget(beforeMs);
        Stays?.Forget(beforeMs);
        Gaps?.Forget(beforeMs);
    }

    private void OpenGap(long fromMs)
    {
        if (Gaps is null) return;
        Gaps.Open(fromMs);
        Gateway.HasGaps = true;
    }

    private static bool IsCounted(PointMetric metric) =>
        MetricTally.Counts(metric.Nature) || (metric.Nature == MetricNature.Gauge && metric.Measurement == Measurements.Environment);
}

internal enum UsageMetricKind
{
    Sums,
    Seal,
    ClockStatement,
    Tombstone,
}
