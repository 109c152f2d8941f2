using System.Buffers;
using System.Text;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Checks topic names (MQTT 5 §4.7.1, §4.7.3).</summary>
public static class MqttTopic
{
    private const int MaxBytes = 65535;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("+#\0");

    /// <summary>Throws <see cref="ArgumentException"/> for a name that cannot be published to.</summary>
    public static void Require(string topic)
    {
        if (topic.Length == 0 || topic.AsSpan().ContainsAny(Forbidden))
            throw new ArgumentException($"'{topic}' cannot be published to: it is empty or contains '+', '#' or a null character", nameof(topic));
        if (topic.Length > MaxBytes / 3 && Encoding.UTF8.GetByteCount(topic) > MaxBytes)
            throw new ArgumentException($"A topic has at most {MaxBytes} bytes", nameof(topic));
    }
}
