using System.Text.Json;
using System.Text.Unicode;
using OpcSpaces.Points;

namespace OpcSpaces.Wire.Session;

/// <summary>
/// A host application's birth or death on <c>spBv1.0/STATE/{host}</c>: JSON <c>{"online":bool,"timestamp":ms}</c>
/// (tck-id-host-topic-phid-birth-payload, tck-id-host-topic-phid-death-payload).
/// </summary>
public readonly record struct HostState(bool Online, long TimestampMs)
{
    private const int LongestPayload = 4096;

    // The last millisecond of the year 9999.
    private const long LastTimestampMs = 253_402_300_799_999;

    public static string TopicOf(string hostId) => $"spBv1.0/STATE/{hostId}";

    /// <summary>
    /// Whether nobody can have sent this by <paramref name="nowMs"/>: the timestamp is more than a day ahead (<see cref="PlausibleTime"/>).
    /// Whoever believed it would ignore everything that the host sends until then. A clock that was never set can judge nothing but the
    /// calendar's end.
    /// </summary>
    public bool IsFromFuture(long nowMs) => TimestampMs > (nowMs < PlausibleTime.EarliestMs ? LastTimestampMs : nowMs + PlausibleTime.LongestAheadMs);

    public byte[] ToUtf8() => Online
        ? [.. "{\"online\":true,\"timestamp\":"u8, .. Digits(), (byte)'}']
        : [.. "{\"online\":false,\"timestamp\":"u8, .. Digits(), (byte)'}'];

    /// <summary>
    /// False for anything but a JSON object in UTF-8 (RFC 8259 §8.1) with a boolean <c>online</c> and a whole, non-negative
    /// <c>timestamp</c>; other keys are ignored.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out HostState state)
    {
        state = default;
        if (utf8.Length > LongestPayload || !Utf8.IsValid(utf8)) return false;
        bool? online = null;
        long? timestamp = null;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadProperty(ref reader, ref online, ref timestamp);
            if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) return false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // JSON can write half of a surrogate pair (\ud800), in a key too; the reader calls that an invalid operation.
            return false;
        }

        if (online is not { } isOnline || timestamp is not >= 0) return false;
        state = new HostState(isOnline, timestamp.Value);
        return true;
    }

    private static void ReadProperty(ref Utf8JsonReader reader, ref bool? online, ref long? timestamp)
    {
        var isOnline = reader.ValueTextEquals("online"u8);
        var isTimestamp = reader.ValueTextEquals("timestamp"u8);
        reader.Read();
        if (isOnline && reader.TokenType is JsonTokenType.True or JsonTokenType.False) online = reader.GetBoolean();
        else if (isTimestamp && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var ms)) timestamp = ms;
        else reader.Skip();
    }

    private byte[] Digits()
    {
        Span<byte> digits = stackalloc byte[20];
        System.Buffers.Text.Utf8Formatter.TryFormat(TimestampMs, digits, out var written);
        return digits[..written].ToArray();
    }
}
