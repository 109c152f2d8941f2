using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// The array types of §6.4.16 inside a bytes value: numbers packed little-endian at their own width (DateTime: 8 bytes, ms since 1970
/// UTC), booleans as a 4-byte little-endian count and bits from the highest down, strings in UTF-8, each followed by a null byte. This is the
/// rule; the specification's printed examples for Int8, Float, Double and DateTime contradict it.
/// </summary>
public static class SparkplugArrays
{
    /// <summary>
    /// Decodes by type: sbyte[], short[], int[], long[], byte[], ushort[], uint[], ulong[] (also DateTime), float[], double[], bool[] or
    /// string[]. False when the type is not an array type or the bytes do not fit it.
    /// </summary>
    public static bool TryDecode(SparkplugDataType type, ReadOnlySpan<byte> bytes, out Array? values)
    {
        values = type switch
        {
            SparkplugDataType.Int8Array => Numbers<sbyte>(bytes),
            SparkplugDataType.Int16Array => Numbers<short>(bytes),
            SparkplugDataType.Int32Array => Numbers<int>(bytes),
            SparkplugDataType.Int64Array => Numbers<long>(bytes),
            SparkplugDataType.UInt8Array => Numbers<byte>(bytes),
            SparkplugDataType.UInt16Array => Numbers<ushort>(bytes),
            SparkplugDataType.UInt32Array => Numbers<uint>(bytes),
            SparkplugDataType.UInt64Array or SparkplugDataType.DateTimeArray => Numbers<ulong>(bytes),
            SparkplugDataType.FloatArray => Numbers<float>(bytes),
            SparkplugDataType.DoubleArray => Numbers<double>(bytes),
            SparkplugDataType.BooleanArray => Booleans(bytes),
            SparkplugDataType.StringArray => Strings(bytes),
            _ => null,
        };
        return values is not null;
    }

    /// <summary>Encodes an array of a type that <see cref="TryDecode"/> returns.</summary>
    /// <exception cref="ArgumentException">The array's elements do not have the given type, or a string contains a null character.</exception>
    public static byte[] Encode(SparkplugDataType type, Array values) => (type, values) switch
    {
        // The runtime treats a signed and an unsigned array of the same width as the same type.
        _ when !IsOf(type, values) => throw new ArgumentException($"{type} is not made of {values.GetType().Name}", nameof(values)),
        (SparkplugDataType.Int8Array, sbyte[] numbers) => Bytes<sbyte>(numbers),
        (SparkplugDataType.Int16Array, short[] numbers) => Bytes<short>(numbers),
        (SparkplugDataType.Int32Array, int[] numbers) => Bytes<int>(numbers),
        (SparkplugDataType.Int64Array, long[] numbers) => Bytes<long>(numbers),
        (SparkplugDataType.UInt8Array, byte[] numbers) => Bytes<byte>(numbers),
        (SparkplugDataType.UInt16Array, ushort[] numbers) => Bytes<ushort>(numbers),
        (SparkplugDataType.UInt32Array, uint[] numbers) => Bytes<uint>(numbers),
        (SparkplugDataType.UInt64Array or SparkplugDataType.DateTimeArray, ulong[] numbers) => Bytes<ulong>(numbers),
        (SparkplugDataType.FloatArray, float[] numbers) => Bytes<float>(numbers),
        (SparkplugDataType.DoubleArray, double[] numbers) => Bytes<double>(numbers),
        (SparkplugDataType.BooleanArray, bool[] booleans) => Bytes(booleans),
        (SparkplugDataType.StringArray, string[] strings) => Bytes(strings),
        _ => throw new ArgumentException($"{type} is no array", nameof(type)),
    };

    private static bool IsOf(SparkplugDataType type, Array values) => values.GetType() == type switch
    {
        SparkplugDataType.Int8Array => typeof(sbyte[]),
        SparkplugDataType.Int16Array => typeof(short[]),
        SparkplugDataType.Int32Array => typeof(int[]),
        SparkplugDataType.Int64Array => typeof(long[]),
        SparkplugDataType.UInt8Array => typeof(byte[]),
        SparkplugDataType.UInt16Array => typeof(ushort[]),
        SparkplugDataType.UInt32Array => typeof(uint[]),
        SparkplugDataType.UInt64Array or SparkplugDataType.DateTimeArray => typeof(ulong[]),
        _ => values.GetType(),
    };

    private static T[]? Numbers<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        if (bytes.Length % Unsafe.SizeOf<T>() != 0)
            return null;
        var values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        SwapOnBigEndian(values.AsSpan());
        return values;
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var copy = values.ToArray();
        SwapOnBigEndian(copy.AsSpan());
        return MemoryMarshal.AsBytes(copy.AsSpan()).ToArray();
    }

    private static void SwapOnBigEndian<T>(Span<T> values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return;
        var bytes = MemoryMarshal.AsBytes(values);
        for (var at = 0; at < bytes.Length; at += Unsafe.SizeOf<T>())
            bytes.Slice(at, Unsafe.SizeOf<T>()).Reverse();
    }

    private static bool[]? Booleans(ReadOnlySpan<byte> bytes)
    {
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(bytes, out var count) || (count + 7UL) / 8 != (ulong)bytes.Length - 4)
            return null;
        var values = new bool[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (bytes[4 + (i / 8)] & (0x80 >> (i % 8))) != 0;
        return values;
    }

    private static byte[] Bytes(bool[] values)
    {
        var bytes = new byte[4 + ((values.Length + 7) / 8)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i])
                bytes[4 + (i / 8)] |= (byte)(0x80 >> (i % 8));
        }
        return bytes;
    }

    private static string[]? Strings(ReadOnlySpan<byte> bytes)
    {
        var values = new List<string>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)0);
            if (end < 0)
                return null;
            values.Add(Encoding.UTF8.GetString(bytes[..end]));
            bytes = bytes[(end + 1)..];
        }
        return [.. values];
    }

    private static byte[] Bytes(string[] values)
    {
        if (Array.Exists(values, value => value.Contains('\0')))
            throw new ArgumentException("a string with a null in it cannot stand in an array", nameof(values));
        return Encoding.UTF8.GetBytes(string.Concat(values.Select(value => value + "\0")));
    }
}
