namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>What the sockets of one desk draw with somebody there and without, in watts (domain facts §4).</summary>
internal readonly record struct DeskLoad(double ActiveWatts, double StandbyWatts)
{
    public static DeskLoad Of(SeededRandom random) => new(random.Between(100, 130), random.Between(3, 10));
}
