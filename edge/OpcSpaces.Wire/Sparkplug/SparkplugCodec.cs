using System.Buffers;
using OpcSpaces.Wire.Sparkplug.Protobuf;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// Decodes Sparkplug B payloads into objects and encodes them: everything that version 3.0 allows. Depth, size and memory of decoding are
/// limited (memory to about fifty times the payload). For many data messages use <see cref="PayloadReader"/>.
/// </summary>
public static class SparkplugCodec
{
    /// <summary>How deep templates and property sets may be nested, in decoding and encoding.</summary>
    public const int MaxDepth = 16;

    /// <summary>The longest payload that is decoded.</summary>
    public const int MaxPayloadBytes = 16 * 1024 * 1024;

    /// <exception cref="SparkplugFormatException">The bytes are not a Sparkplug B payload, or exceed a limit.</exception>
    public static SparkplugPayload Decode(ReadOnlySpan<byte> payload)
    {
        var decoder = new PayloadDecoder(payload);
        var decoded = decoder.Decode();
        return decoder.Error is null ? decoded : throw new SparkplugFormatException(decoder.ErrorOffset, decoder.Error);
    }

    /// <summary>As <see cref="Decode"/>, but returns false and the error instead of throwing.</summary>
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
    /// <exception cref="ArgumentException">The payload cannot be encoded: a DataSet's row and its columns differ in number, a value's kind is not allowed at its place, or the nesting is too deep.</exception>
    public static void Encode(SparkplugPayload payload, IBufferWriter<byte> to)
    {
        using var writer = new BackwardWriter();
        PayloadEncoder.Encode(payload, writer);
        to.Write(writer.Written);
    }

    /// <summary>As the other overload, but returns a new array.</summary>
    public static byte[] Encode(SparkplugPayload payload)
    {
        using var writer = new BackwardWriter();
        PayloadEncoder.Encode(payload, writer);
        return writer.Written.ToArray();
    }
}

/// <summary>The bytes are not a Sparkplug B payload, or exceed a limit of the decoder.</summary>
public sealed class SparkplugFormatException(int offset, string reason) : FormatException($"byte {offset}: {reason}")
{
    /// <summary>The byte of the payload at which the fault was found.</summary>
    public int Offset { get; } = offset;

    public string Reason { get; } = reason;
}
