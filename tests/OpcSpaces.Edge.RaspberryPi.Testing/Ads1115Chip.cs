namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>ADS1115 with a current clamp at its inputs: a sine wave around a resting voltage.</summary>
public sealed class Ads1115Chip(TimeProvider time) : SimulatedI2c
{
    public double Resting { get; set; } = 1.65;

    public double EffectiveVolts { get; set; }

    public double Hertz { get; set; } = 50;

    public double VoltsPerBit { get; set; } = 125e-6;

    protected override void OnRead(Span<byte> bytes)
    {
        var volts = Resting + (EffectiveVolts * Math.Sqrt(2) * Math.Sin(2 * Math.PI * Hertz * time.GetElapsedTime(0).TotalSeconds));
        var bits = (short)Math.Clamp(Math.Round(volts / VoltsPerBit), short.MinValue, short.MaxValue);
        (bytes[0], bytes[1]) = ((byte)(bits >> 8), (byte)bits);
    }
}
