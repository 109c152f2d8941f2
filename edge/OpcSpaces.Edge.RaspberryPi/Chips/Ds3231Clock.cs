using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// DS3231, a clock with a battery (https://www.analog.com/media/en/technical-documentation/data-sheets/DS3231.pdf). Own registers and
/// not <c>Iot.Device.Rtc.Ds3231</c>, because that takes a century bit of 0 for the years from 1900, although Linux never sets it and
/// writes 2026 as 26; reads hours in twelve-hour form wrongly; and does not say whether the clock had stopped.
/// </summary>
internal sealed class Ds3231Clock(I2cDevice device) : IDisposable
{
    private const byte Seconds = 0x00;
    private const byte Status = 0x0F;
    private const byte OscillatorStopped = 0x80;

    /// <summary>The time of the clock, in UTC. Throws <see cref="IOException"/> when it does not answer, has stopped since it was set, or shows no date.</summary>
    public DateTimeOffset Read()
    {
        Span<byte> time = stackalloc byte[7];
        Span<byte> status = stackalloc byte[1];
        device.WriteRead([Seconds], time);
        device.WriteRead([Status], status);
        if ((status[0] & OscillatorStopped) != 0) throw new IOException("The battery clock has stopped since it was set: its battery is empty or missing.");
        var (year, month, day) = (2000 + Decimal(time[6]), Decimal(time[5] & 0x1F), Decimal(time[4] & 0x3F));
        var (hour, minute, second) = (Hour(time[2]), Decimal(time[1] & 0x7F), Decimal(time[0] & 0x7F));
        if (year > 2099 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            throw new IOException("The battery clock shows no date.");
        return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
    }

    public void Dispose() => device.Dispose();

    // Bit 6: twelve-hour form, with bit 5 for the afternoon.
    private static int Hour(byte hours) => (hours & 0x40) == 0 ? Decimal(hours & 0x3F) : (Decimal(hours & 0x1F) % 12) + ((hours & 0x20) != 0 ? 12 : 0);

    // Two decimal digits; a digit that is none makes a number that no time has.
    private static int Decimal(int value) => (value & 0x0F) > 9 || value >> 4 > 9 ? 100 : ((value >> 4) * 10) + (value & 0x0F);
}
