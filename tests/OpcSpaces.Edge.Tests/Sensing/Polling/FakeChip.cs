using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Thermal;

namespace OpcSpaces.Edge.Tests.Sensing.Polling;

/// <summary>A chip that says what a test puts into it, and counts how often it was asked.</summary>
internal sealed class FakeChip : IPowerMonitor, IClimateSensor, ICardReader, IDistanceSensor, IThermalArray, ILightSensor, ISoundMeter
{
    public bool IsSilent { get; set; }

    /// <summary>What it throws in place of an answer.</summary>
    public Exception? Error { get; set; }

    public double Watts { get; set; }

    public AirMeasurement Air { get; set; }

    public byte[] Card { get; set; } = [];

    public int Asked { get; private set; }

    /// <summary>It does not answer before it was asked so often.</summary>
    public int AnswersAfter { get; set; }

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

    /// <summary>Null when nothing is in range.</summary>
    public int? Millimetres { get; set; }

    public float[] Celsius { get; } = [.. Enumerable.Repeat(22f, IThermalArray.Pixels)];

    public double Lux { get; set; }

    public double Decibels { get; set; }

    public bool TryRead(out int? millimetres)
    {
        (millimetres, Asked) = (Millimetres, Asked + 1);
        return IsAnswering();
    }

    public bool TryRead(Span<float> celsius)
    {
        Asked++;
        Celsius.CopyTo(celsius);
        return IsAnswering();
    }

    bool ILightSensor.TryRead(out double lux)
    {
        (lux, Asked) = (Lux, Asked + 1);
        return IsAnswering();
    }

    bool ISoundMeter.TryRead(out double decibels)
    {
        (decibels, Asked) = (Decibels, Asked + 1);
        return IsAnswering();
    }

    private bool IsAnswering() => Error is null ? !IsSilent && Asked >= AnswersAfter : throw Error;
}
