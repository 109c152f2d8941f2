namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>The load that a <see cref="LoadGenerator"/> makes. The defaults are a city of 1,500 gateways in steady operation.</summary>
public sealed record LoadOptions
{
    /// <summary>A stay ends this long after the motion that began it, so one trigger makes two readings.</summary>
    public const int HoldOffSeconds = 1;

    public const int MostGateways = 5_000;
    public const int MostPoints = 1_000;

    public int Gateways { get; init; } = 1_500;

    public int PointsPerGateway { get; init; } = 34;

    /// <summary>The average over all points of one gateway.</summary>
    public double ReadingsPerSecondPerGateway { get; init; } = 1;

    /// <summary>Points that change at the same moment, so that their readings leave in one batch.</summary>
    public int PointsPerBatch { get; init; } = 1;

    public string Community { get; init; } = "load";

    /// <summary>All faults of these options; empty when they are valid.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Gateways is < 1 or > MostGateways)
            faults.Add($"{Gateways} gateways: there must be between 1 and {MostGateways}");
        if (PointsPerGateway is < 1 or > MostPoints)
            faults.Add($"{PointsPerGateway} points per gateway: there must be between 1 and {MostPoints}");
        if (PointsPerBatch < 1 || PointsPerBatch > PointsPerGateway)
            faults.Add($"{PointsPerBatch} points per batch: there must be between 1 and the {PointsPerGateway} points of a gateway");
        // The greatest rate depends on the size of a batch, so it is checked only when that is valid.
        if (PointsPerBatch >= 1 && !(ReadingsPerSecondPerGateway > 0 && ReadingsPerSecondPerGateway <= MostReadingsPerSecond))
            faults.Add(FormattableString.Invariant($"{ReadingsPerSecondPerGateway} readings per second and gateway: these points make at most {MostReadingsPerSecond:0.#}"));
        return faults;
    }

    /// <summary>The shortest time between two triggers of one point: the hold-off, and a reserve for late timers.</summary>
    internal static TimeSpan Rest { get; } = TimeSpan.FromSeconds(HoldOffSeconds + 0.25);

    /// <summary>Groups of points that are triggered together.</summary>
    internal int GroupsPerGateway => PointsPerGateway / PointsPerBatch;

    /// <summary>The greatest rate that these points can make.</summary>
    internal double MostReadingsPerSecond => GroupsPerGateway * PointsPerBatch * 2 / Rest.TotalSeconds;
}
