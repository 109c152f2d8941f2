using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>A fault of a <see cref="SimulatedChip"/>: whether the chip answers, and what it returns instead of the true value.</summary>
public interface IChipFault
{
    bool Answers { get; }

    /// <summary>The power that the chip returns, in W.</summary>
    double Power(double truth);

    AirMeasurement Air(AirMeasurement truth);

    /// <summary>The illuminance that the chip returns, in lx.</summary>
    double Light(double truth);

    /// <summary>The sound level that the chip returns, in dB(A).</summary>
    double Sound(double truth);

    /// <summary>The card on the reader; empty for none.</summary>
    Span<byte> Card(Span<byte> truth);
}
