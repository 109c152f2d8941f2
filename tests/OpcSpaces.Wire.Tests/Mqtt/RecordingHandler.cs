using System.Collections.Concurrent;
using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Records messages in order; <paramref name="first"/> sees each message and decides what the handler returns.</summary>
internal sealed class RecordingHandler(Func<ReceivedMessage, ValueTask>? first = null) : IMqttMessageHandler
{
    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();
    private int _inside;

    public IReadOnlyCollection<ReceivedMessage> Messages => _messages;

    public int Count => _messages.Count;

    /// <summary>Whether two calls ever ran at the same time.</summary>
    public bool Overlapped { get; private set; }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        if (Interlocked.Increment(ref _inside) != 1)
            Overlapped = true;
        try
        {
            var message = new ReceivedMessage(Encoding.UTF8.GetString(topicUtf8), payload.ToArray(), retained);
            _messages.Enqueue(message);
            return first?.Invoke(message) ?? ValueTask.CompletedTask;
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
