using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>A chip that is unplugged or hangs: it does not answer.</summary>
internal sealed class SilentChip : IChipFault
{
    public bool Answers => false;

    public double Power(double truth) => truth;

    public AirMeasurement Air(AirMeasurement truth) => truth;

    public double Light(double truth) => truth;

    public double Sound(double truth) => truth;

    public Span<byte> Card(Span<byte> truth) => truth;
}

/// <summary>
/// A chip that always returns the same value: somebody works (120 W, 1,600 ppm, 500 lx, 60 dB(A), a card on the reader), or nobody is there (0 W,
/// fresh air, darkness, 30 dB(A), no card).
/// </summary>
internal sealed class StuckChip(bool on) : IChipFault
{
    private const double WorkingWatts = 120, LitLux = 500, TalkDecibels = 60, QuietDecibels = 30;
    private static readonly AirMeasurement FullRoom = new(1_600, 26, 60);
    private static readonly AirMeasurement FreshAir = new(420, 24, 55);
    private readonly byte[] _card = on ? [0x04, 0x5A, 0xC3, 0x17] : [];

    public bool Answers => true;

    public double Power(double truth) => on ? WorkingWatts : 0;

    public AirMeasurement Air(AirMeasurement truth) => (on ? FullRoom : FreshAir) is var stuck && truth.Co2Ppm is null ? stuck with { Co2Ppm = null } : stuck;

    public double Light(double truth) => on ? LitLux : 0;

    public double Sound(double truth) => on ? TalkDecibels : QuietDecibels;

    public Span<byte> Card(Span<byte> truth) => _card;
}

/// <summary>A chip with errors on the bus: it returns any value that its registers can hold, and sometimes the right one.</summary>
/// <param name="random">Random numbers for this moment, independent of earlier calls.</param>
internal sealed class NoisyChip(Func<SeededRandom> random) : IChipFault
{
    private const double TruthShare = 0.3;
    private const double MostWatts = 8_000;
    private const double MostPpm = 65_535;
    private const double MostLux = 54_612, MostDecibels = 205;

    public bool Answers => true;

    public double Power(double truth) => random() is var torn && torn.Chance(TruthShare) ? truth : torn.Between(-MostWatts, MostWatts);

    public AirMeasurement Air(AirMeasurement truth)
    {
        var torn = random();
        return torn.Chance(TruthShare) ? truth : new AirMeasurement(
            truth.Co2Ppm is null ? null : (float)torn.Between(0, MostPpm), (float)torn.Between(-45, 130), (float)torn.Between(0, 100));
    }

    public double Light(double truth) => random() is var torn && torn.Chance(TruthShare) ? truth : torn.Between(0, MostLux);

    public double Sound(double truth) => random() is var torn && torn.Chance(TruthShare) ? truth : torn.Between(0, MostDecibels);

    /// <summary>A frame with a wrong checksum is not a card.</summary>
    public Span<byte> Card(Span<byte> truth) => random().Chance(TruthShare) ? truth : [];
}
