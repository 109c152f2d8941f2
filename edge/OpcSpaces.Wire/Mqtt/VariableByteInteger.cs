using MQTTnet.Exceptions;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Lengths as MQTT 5 writes them (§1.5.5): seven bits a byte, the lowest first, at most four bytes.</summary>
public static class VariableByteInteger
{
    public const int MaxValue = (1 << 28) - 1;

    private const int MaxBytes = 4;

    public static int SizeOf(int value) => value switch { < 1 << 7 => 1, < 1 << 14 => 2, < 1 << 21 => 3, _ => MaxBytes };

    /// <summary>Returns the number of bytes written.</summary>
    public static int Write(Span<byte> target, int value)
    {
        var size = 0;
        for (; value >= 0x80; value >>= 7)
            target[size++] = (byte)(value | 0x80);
        target[size++] = (byte)value;
        return size;
    }

    /// <summary>False when the bytes end before the number does. Throws <see cref="MqttProtocolViolationException"/> when it has more than four bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int value, out int size)
    {
        value = 0;
        for (size = 0; size < Math.Min(bytes.Length, MaxBytes);)
        {
            var next = bytes[size];
            value |= (next & 0x7F) << (7 * size++);
            if (next < 0x80)
                return true;
        }

        return size < MaxBytes ? false : throw new MqttProtocolViolationException("A length has more than four bytes.");
    }
}
