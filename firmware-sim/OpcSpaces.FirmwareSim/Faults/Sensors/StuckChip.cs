using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>A chip that says the same for ever: somebody works (120 W, 1,600 ppm, a card lies on the reader), or nobody is there (0 W, fresh air, no card).</summary>
internal sealed class StuckChip(bool on) : IChipFault
{
    private const double WorkingWatts = 120;
    private static readonly Climate FullRoom = new(1_600, 26, 60);
    private static readonly Climate FreshAir = new(420, 24, 55);
    private readonly byte[] _card = on ? [0x04, 0x5A, 0xC3, 0x17] : [];

    public bool Answers => true;

    public double Power(double truth) => on ? WorkingWatts : 0;

    public Climate Air(Climate truth) => (on ? FullRoom : FreshAir) is var stuck && truth.Co2Ppm is null ? stuck with { Co2Ppm = null } : stuck;

    public Span<byte> Card(Span<byte> truth) => _card;
}
