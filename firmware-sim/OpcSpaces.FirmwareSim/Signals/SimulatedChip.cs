using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Sound;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// A chip on a bus of a <see cref="SimulatedBoard"/>. The hardware sets how its value is computed; this happens only when an agent
/// reads it. A chip without hardware does not answer. With several faults, the last one counts.
/// </summary>
public sealed class SimulatedChip : IPowerMonitor, IClimateSensor, ILightSensor, ISoundMeter, ICardReader
{
    private readonly byte[] _card = new byte[10];
    private volatile int _cardLength;
    private volatile IChipFault[] _faults = [];

    /// <summary>Computes the power in W.</summary>
    public Func<double>? Power { get; set; }

    /// <summary>Computes the air's values.</summary>
    public Func<AirMeasurement>? Air { get; set; }

    /// <summary>Computes the illuminance in lx.</summary>
    public Func<double>? Light { get; set; }

    /// <summary>Computes the sound level in dB(A).</summary>
    public Func<double>? Sound { get; set; }

    /// <summary>Whether the chip is a card reader.</summary>
    public bool ReadsCards { get; set; }

    /// <summary>Puts a card on the reader; an empty id removes it.</summary>
    public void Present(ReadOnlySpan<byte> uid)
    {
        uid.CopyTo(_card);
        _cardLength = uid.Length;
    }

    /// <summary>Adds a fault.</summary>
    public void Break(IChipFault fault) => _faults = [.. _faults, fault];

    /// <summary>Removes a fault.</summary>
    public void Repair(IChipFault fault) => _faults = [.. _faults.Where(other => other != fault)];

    bool IPowerMonitor.TryRead(out double watts)
    {
        var fault = Fault;
        watts = 0;
        if (Power is null || fault is { Answers: false })
            return false;
        watts = fault?.Power(Power()) ?? Power();
        return true;
    }

    bool IClimateSensor.TryRead(out AirMeasurement air)
    {
        var fault = Fault;
        air = default;
        if (Air is null || fault is { Answers: false })
            return false;
        air = fault?.Air(Air()) ?? Air();
        return true;
    }

    bool ILightSensor.TryRead(out double lux)
    {
        var fault = Fault;
        lux = 0;
        if (Light is null || fault is { Answers: false })
            return false;
        lux = fault?.Light(Light()) ?? Light();
        return true;
    }

    bool ISoundMeter.TryRead(out double decibels)
    {
        var fault = Fault;
        decibels = 0;
        if (Sound is null || fault is { Answers: false })
            return false;
        decibels = fault?.Sound(Sound()) ?? Sound();
        return true;
    }

    bool ICardReader.TryRead(Span<byte> uid, out int length)
    {
        var fault = Fault;
        length = 0;
        if (!ReadsCards || fault is { Answers: false })
            return false;
        var card = _card.AsSpan(0, _cardLength);
        var read = fault is null ? card : fault.Card(card);
        length = read.Length;
        read.CopyTo(uid);
        return true;
    }

    private IChipFault? Fault => _faults is [.., var last] ? last : null;
}
