namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>ADS1115 with a current clamp at its inputs: a sine wave around a resting voltage. Its configuration can be read back; the highest bit is 0 while it converts.</summary>
public sealed class Ads1115Chip(TimeProvider time) : SimulatedI2c
{
    public double Resting { get; set; } = 1.65;

    public double EffectiveVolts { get; set; }

    public double Hertz { get; set; } = 50;

    public double VoltsPerBit { get; set; } = 125e-6;

    private byte _register;
    private byte[] _configuration = [0x85, 0x83];

    protected override void OnWrite(ReadOnlySpan<byte> bytes)
    {
        _register = bytes[0];
        if (_register == 1 && bytes.Length == 3) _configuration = [(byte)(bytes[1] & 0x7F), bytes[2]];
    }

    protected override void OnRead(Span<byte> bytes)
    {
        if (_register == 1)
        {
            _configuration.CopyTo(bytes);
            return;
        }

        var volts = Resting + (EffectiveVolts * Math.Sqrt(2) * Math.Sin(2 * Math.PI * Hertz * time.GetElapsedTime(0).TotalSeconds));
        var bits = (short)Math.Clamp(Math.Round(volts / VoltsPerBit), short.MinValue, short.MaxValue);
        (bytes[0], bytes[1]) = ((byte)(bits >> 8), (byte)bits);
    }
}
