namespace OpcSpaces.Edge.Config;

/// <summary>An electricity meter's pulse output (S0, IEC 62053-31); becomes <c>{point}/energy</c> in Wh and <c>{point}/power</c> in W.</summary>
public sealed record PulseMeterConfig : PointConfig
{
    public const string Sensor = "pulseMeter";

    /// <summary>The meter's constant, printed on its face.</summary>
    public int PulsesPerKilowattHour { get; init; } = 1000;

    /// <summary>Rising edges closer than this to the last one are bounces, in ms (S0 pulses last at least 30 ms).</summary>
    public int ShortestGapMs { get; init; } = 20;

    /// <summary>Changes are reported at most this often.</summary>
    public int ReportSeconds { get; init; } = 10;

    /// <summary>What the meter's own dial showed when it was wired, in Wh; used once, when no register is kept yet.</summary>
    public long StartWattHours { get; init; }
}
