namespace OpcSpaces.FirmwareSim.People;

/// <summary>What the sockets of one desk draw, in watts: with somebody there and without (domain facts §4).</summary>
/// <param name="ActiveWatts">At work: 100 to 130, 300 to 600 with a GPU.</param>
/// <param name="StandbyWatts">Switched off: 3 to 10.</param>
/// <param name="HasGpu">Goes on computing on some evenings.</param>
public readonly record struct DeskLoad(double ActiveWatts, double StandbyWatts, bool HasGpu)
{
    /// <summary>A machine whose owner has just gone and that does not sleep yet (our own figure).</summary>
    private const double IdleShare = 0.45;

    public double IdleWatts => Math.Max(StandbyWatts, ActiveWatts * IdleShare);

    public static DeskLoad Of(bool hasGpu, SeededRandom random) =>
        new(hasGpu ? random.Between(300, 600) : random.Between(100, 130), random.Between(3, 10), hasGpu);
}
