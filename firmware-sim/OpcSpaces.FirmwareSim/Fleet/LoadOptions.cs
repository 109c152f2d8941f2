namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>How hard a <see cref="LoadGenerator"/> drives its gateways; the defaults are a steady city of 1,500 gateways (design §9).</summary>
public sealed record LoadOptions
{
    /// <summary>A stay ends this long after the motion that began it, so that one trigger makes two readings.</summary>
    public const int HoldOffSeconds = 1;

    public int Gateways { get; init; } = 1_500;

    public int PointsPerGateway { get; init; } = 34;

    /// <summary>On average, over all points of one gateway.</summary>
    public double ReadingsPerSecondPerGateway { get; init; } = 1;

    /// <summary>Points that change at the same moment, so that their readings leave in one batch.</summary>
    public int PointsPerBatch { get; init; } = 1;

    public string Community { get; init; } = "load";

    /// <summary>Every fault at once; empty when the load can be made.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Gateways is < 1 or > 5_000)
            faults.Add($"{Gateways} gateways: there must be between 1 and 5000");
        if (PointsPerGateway is < 1 or > 1_000)
            faults.Add($"{PointsPerGateway} points per gateway: there must be between 1 and 1000");
        if (PointsPerBatch < 1 || PointsPerBatch > PointsPerGateway)
            faults.Add($"{PointsPerBatch} points per batch: there must be between 1 and the {PointsPerGateway} points of a gateway");
        // Of batches that are none, nobody can say how many fit.
        if (PointsPerBatch >= 1 && !(ReadingsPerSecondPerGateway > 0 && ReadingsPerSecondPerGateway <= MostReadingsPerSecond))
            faults.Add(FormattableString.Invariant($"{ReadingsPerSecondPerGateway} readings per second and gateway: these points make at most {MostReadingsPerSecond:0.#}"));
        return faults;
    }

    /// <summary>From one trigger of a point to its next, at least: the hold-off, and some air for timers that come late.</summary>
    internal static TimeSpan Rest { get; } = TimeSpan.FromSeconds(HoldOffSeconds + 0.25);

    /// <summary>Groups of points that are triggered together.</summary>
    internal int GroupsPerGateway => PointsPerGateway / PointsPerBatch;

    private double MostReadingsPerSecond => GroupsPerGateway * PointsPerBatch * 2 / Rest.TotalSeconds;
}
