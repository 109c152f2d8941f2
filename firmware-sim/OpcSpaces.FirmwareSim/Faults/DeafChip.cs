using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>A chip that is unplugged or hangs: it does not answer.</summary>
internal sealed class DeafChip : IChipFault
{
    public bool Answers => false;

    public double Power(double truth) => truth;

    public AirMeasurement Air(AirMeasurement truth) => truth;

    public Span<byte> Card(Span<byte> truth) => truth;
}
