using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// A chip on a bus of a <see cref="SimulatedBoard"/>. Whoever plays the hardware says how its value is worked out; nothing is
/// computed until an agent asks. A chip that nobody plays, or that is silent, does not answer.
/// </summary>
public sealed class SimulatedChip : IPowerMonitor, IClimateSensor, ICardReader
{
    private readonly byte[] _card = new byte[10];
    private volatile int _cardLength;

    /// <summary>Works out the power in W.</summary>
    public Func<double>? Power { get; set; }

    /// <summary>Works out the air.</summary>
    public Func<Climate>? Air { get; set; }

    /// <summary>Whether somebody plays a card reader.</summary>
    public bool ReadsCards { get; set; }

    /// <summary>Does not answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What it says instead of the truth; null for the truth.</summary>
    public double? StuckAt { get; set; }

    /// <summary>Lays a card on the reader; none takes it away.</summary>
    public void Present(ReadOnlySpan<byte> uid)
    {
        uid.CopyTo(_card);
        _cardLength = uid.Length;
    }

    bool IPowerMonitor.TryRead(out double watts)
    {
        watts = 0;
        if (IsSilent || Power is null)
            return false;
        watts = StuckAt ?? Power();
        return true;
    }

    bool IClimateSensor.TryRead(out Climate climate)
    {
        climate = default;
        if (IsSilent || Air is null)
            return false;
        climate = Air();
        if (StuckAt is { } stuck)
            climate = climate with { Co2Ppm = (float)stuck };
        return true;
    }

    bool ICardReader.TryRead(Span<byte> uid, out int length)
    {
        length = 0;
        if (IsSilent || !ReadsCards)
            return false;
        length = _cardLength;
        _card.AsSpan(0, length).CopyTo(uid);
        return true;
    }
}
