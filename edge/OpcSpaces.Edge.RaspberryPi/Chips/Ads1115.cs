using System.Buffers.Binary;
using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// ADS1115, a converter of 16 bits with four inputs (data sheet SBAS444, https://www.ti.com/lit/ds/symlink/ads1115.pdf): samples one
/// input 860 times a second for a while, and then reads its configuration back (<see cref="KnownRegister"/>). Own registers and not <c>Iot.Device.Ads1115</c>, because that transfers in its constructor and
/// waits there for the chip without a limit, and measures alternating current by single conversions that each set the chip up anew.
/// </summary>
internal sealed class Ads1115(I2cDevice device, ChipClock clock) : IDisposable
{
    private const byte Conversion = 0x00;
    private const byte Configuration = 0x01;

    // Start (15), range (11:9), continuous (8 = 0), 860 samples a second (7:5 = 111), comparator off (1:0 = 11).
    private const ushort Continuous = 0x80E3;
    private static readonly TimeSpan SampleTime = TimeSpan.FromSeconds(1.0 / 860);

    // The highest bit says whether it converts now (table 8-3).
    private const ushort Kept = 0x7FFF;

    /// <summary>Samples an input for <paramref name="span"/>; the result is in the bits of the converter.</summary>
    public List<short> Sample(Ads1115Input input, TimeSpan span)
    {
        var configuration = (ushort)(Continuous | (input.Multiplexer << 12) | (input.Range << 9));
        Span<byte> value = stackalloc byte[2];
        device.Write([Configuration, (byte)(configuration >> 8), (byte)configuration]);
        // The first conversion after this is the first one of this input.
        clock.Wait(2 * SampleTime);
        var samples = new List<short>();
        var started = clock.Time.GetTimestamp();
        while (clock.Time.GetElapsedTime(started) < span)
        {
            device.WriteRead([Conversion], value);
            samples.Add(BinaryPrimitives.ReadInt16BigEndian(value));
            clock.Wait(SampleTime);
        }

        device.WriteRead([Configuration], value);
        KnownRegister.Check("configuration", BinaryPrimitives.ReadUInt16BigEndian(value) & Kept, configuration & Kept);
        return samples;
    }

    public void Dispose() => device.Dispose();
}

/// <summary>An input of an ADS1115 with the range that suits it.</summary>
/// <param name="Multiplexer">Bits 14:12 of the configuration.</param>
/// <param name="Range">Bits 11:9: 1 for ±4.096 V, 2 for ±2.048 V.</param>
/// <param name="VoltsPerBit">What one bit is worth.</param>
/// <param name="IsPair">Measured against another input, and not against ground.</param>
internal sealed record Ads1115Input(int Multiplexer, int Range, double VoltsPerBit, bool IsPair)
{
    /// <summary>The input of a name such as <c>0</c> or <c>2-3</c>. Throws <see cref="ArgumentException"/> for any other.</summary>
    public static Ads1115Input Of(string name) => name switch
    {
        "0-1" => new(0, 2, 62.5e-6, IsPair: true),
        "2-3" => new(3, 2, 62.5e-6, IsPair: true),
        "0" or "1" or "2" or "3" => new(4 + name[0] - '0', 1, 125e-6, IsPair: false),
        _ => throw new ArgumentException($"An ADS1115 has no input \"{name}\".", nameof(name)),
    };
}
