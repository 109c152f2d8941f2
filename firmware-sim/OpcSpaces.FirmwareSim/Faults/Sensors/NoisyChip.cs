using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>A chip whose bits are torn on the bus: it says anything that its registers can hold, and now and then the truth.</summary>
/// <param name="random">The one for this moment; the same whoever asked before.</param>
internal sealed class NoisyChip(Func<SeededRandom> random) : IChipFault
{
    private const double TruthShare = 0.3;
    private const double MostWatts = 8_000;
    private const double MostPpm = 65_535;

    public bool Answers => true;

    public double Power(double truth) => random() is var torn && torn.Chance(TruthShare) ? truth : torn.Between(-MostWatts, MostWatts);

    public Climate Air(Climate truth)
    {
        var torn = random();
        return torn.Chance(TruthShare) ? truth : new Climate(
            truth.Co2Ppm is null ? null : (float)torn.Between(0, MostPpm), (float)torn.Between(-45, 130), (float)torn.Between(0, 100));
    }

    /// <summary>A frame whose checksum is wrong is no card.</summary>
    public Span<byte> Card(Span<byte> truth) => random().Chance(TruthShare) ? truth : [];
}
