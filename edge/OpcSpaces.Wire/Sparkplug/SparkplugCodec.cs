using System.Buffers;
using OpcSpaces.Wire.Sparkplug.Protobuf;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// Sparkplug B payloads from bytes to objects and back: everything that version 3.0 allows. Decoding is bounded in depth, in size and in
/// memory (about fifty times the payload at worst). For data messages in bulk use <see cref="PayloadReader"/>.
/// </summary>
public static class SparkplugCodec
{
    /// <summary>The most levels of templates and property sets inside one another, decoding and encoding.</summary>
    public const int MaxDepth = 16;

    /// <summary>The longest payload that is decoded.</summary>
    public const int MaxPayloadBytes = 16 * 1024 * 1024;

    /// <exception cref="SparkplugFormatException">The bytes are no Sparkplug B payload, or exceed a bound.</exception>
    public static SparkplugPayload Decode(ReadOnlySpan<byte> payload)
    {
        var decoder = new PayloadDecoder(payload);
        var decoded = decoder.Decode();
        return decoder.Error is null ? decoded : throw new SparkplugFormatException(decoder.ErrorOffset, decoder.Error);
    }

    /// <summary>As <see cref="Decode"/>, with the fault as a value; no exception is used for it.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out SparkplugPayload? decoded, out string? error)
    {
        var decoder = new PayloadDecoder(payload);
        decoded = decoder.Decode();
        error = decoder.Error is null ? null : $"byte {decoder.ErrorOffset}: {decoder.Error}";
        if (error is not null)
            decoded = null;
        return decoded is not null;
    }

    /// <summary>Writes a payload; its fields are in ascending order, so equal payloads give equal bytes.</summary>
    /// <exception cref="ArgumentException">The payload cannot be said in Sparkplug B: a DataSet's row has not as many elements as there are columns, a value stands where its kind may not, the nesting is too deep.</exception>
    public static void Encode(SparkplugPayload payload, IBufferWriter<byte> to)
    {
        using var writer = new BackwardWriter();
        PayloadEncoder.Encode(payload, writer);
        to.Write(writer.Written);
    }

    /// <summary>As the other overload, into an array of its own.</summary>
    public static byte[] Encode(SparkplugPayload payload)
    {
        using var writer = new BackwardWriter();
        PayloadEncoder.Encode(payload, writer);
        return writer.Written.ToArray();
    }
}

/// <summary>Bytes are not a Sparkplug B payload, or exceed a bound of the decoder.</summary>
public sealed class SparkplugFormatException(int offset, string reason) : FormatException($"byte {offset}: {reason}")
{
    /// <summary>Where in the payload the fault was found.</summary>
    public int Offset { get; } = offset;

    public string Reason { get; } = reason;
}
