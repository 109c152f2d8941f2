using System.Numerics;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// A card number in Wiegand format: an even parity bit over the first half, the number, an odd parity bit over the second half.
/// Numbers of 24 or 32 bits make frames of 26 or 34 bits. Pulses to ground of 50 µs, 2 ms apart (HID, "Understanding Card Data
/// Formats"; Arduino Wiegand readers use the same figures).
/// </summary>
internal static class WiegandFrame
{
    public const int NumberBits = 24;

    private static readonly TimeSpan Pulse = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>The time from the first pulse to the end of the last.</summary>
    public static TimeSpan Length(int numberBits = NumberBits) => Interval * (numberBits + 1) + Pulse;

    /// <summary>Sets all edges at the end of the frame, each with its own time; this needs one event instead of a hundred.</summary>
    public static void Play(SimulatedPin data0, SimulatedPin data1, ulong number, DateTimeOffset end, int numberBits = NumberBits)
    {
        var half = numberBits / 2;
        var even = (BitOperations.PopCount(number >> half) & 1) == 1;
        var odd = (BitOperations.PopCount(number & ((1UL << half) - 1)) & 1) == 0;
        var at = end - Length(numberBits);
        Bit(even);
        for (var bit = numberBits - 1; bit >= 0; bit--)
            Bit((number >> bit & 1) == 1);
        Bit(odd);

        void Bit(bool one)
        {
            var line = one ? data1 : data0;
            line.Set(false, at);
            line.Set(true, at + Pulse);
            at += Interval;
        }
    }
}
