using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>A chip that is unplugged or hangs: it does not answer.</summary>
internal sealed class DeafChip : IChipFault
{
    public bool Answers => false;

    public double Power(double truth) => truth;

    public Climate Air(Climate truth) => truth;

    public Span<byte> Card(Span<byte> truth) => truth;
}
