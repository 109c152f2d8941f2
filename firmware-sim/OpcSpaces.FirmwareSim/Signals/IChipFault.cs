using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>What is wrong with a <see cref="SimulatedChip"/>: whether it answers, and what it says in place of the truth.</summary>
public interface IChipFault
{
    bool Answers { get; }

    /// <summary>In W.</summary>
    double Power(double truth);

    Climate Air(Climate truth);

    /// <summary>The card on the reader; empty for none.</summary>
    Span<byte> Card(Span<byte> truth);
}
