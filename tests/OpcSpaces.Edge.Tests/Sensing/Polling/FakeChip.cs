using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Tests.Sensing.Polling;

/// <summary>A chip that says what a test puts into it, and counts how often it was asked.</summary>
internal sealed class FakeChip : IPowerMonitor, IClimateSensor, ICardReader
{
    public bool IsSilent { get; set; }

    /// <summary>What it throws in place of an answer.</summary>
    public Exception? Error { get; set; }

    public double Watts { get; set; }

    public AirMeasurement Air { get; set; }

    public byte[] Card { get; set; } = [];

    public int Asked { get; private set; }

    public bool TryRead(out double watts)
    {
        (watts, Asked) = (Watts, Asked + 1);
        return IsAnswering();
    }

    public bool TryRead(out AirMeasurement air)
    {
        (air, Asked) = (Air, Asked + 1);
        return IsAnswering();
    }

    public bool TryRead(Span<byte> uid, out int length)
    {
        (length, Asked) = (Card.Length, Asked + 1);
        Card.AsSpan().CopyTo(uid);
        return IsAnswering();
    }

    private bool IsAnswering() => Error is null ? !IsSilent : throw Error;
}
