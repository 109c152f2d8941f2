using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>What is wrong with a <see cref="SimulatedChip"/>: whether it answers, and what it says in place of the truth.</summary>
public interface IChipFault
{
    bool Answers { get; }

    /// <summary>In W.</summary>
    double Power(double truth);

    AirMeasurement Air(AirMeasurement truth);

    /// <summary>The card on the reader; empty for none.</summary>
    Span<byte> Card(Span<byte> truth);
}
