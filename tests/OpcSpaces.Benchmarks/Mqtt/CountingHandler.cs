using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Mqtt;

/// <summary>Counts, and wakes who waits for a number.</summary>
internal sealed class CountingHandler : IMqttMessageHandler
{
    private TaskCompletionSource _reached = new();
    private int _target = int.MaxValue;
    private int _count;

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        if (++_count == Volatile.Read(ref _target))
            _reached.TrySetResult();
        return ValueTask.CompletedTask;
    }

    /// <summary>Set before the messages are sent.</summary>
    public Task WhenAsync(int more)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _target, _count + more);
        return _reached.Task;
    }
}
