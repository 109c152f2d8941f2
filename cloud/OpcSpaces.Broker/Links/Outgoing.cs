using System.Buffers;
using System.IO.Pipelines;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// What leaves for one client. A packet is written into the connection's pipe, which gathers what comes while a send is under way. While the
/// pipe is full because the client reads too slowly, packets wait here. Nobody waits for the client. Safe from any thread.
/// </summary>
internal sealed class Outgoing(PipeWriter pipe, int maxQueuedBytes, bool isVersion5)
{
    private readonly Lock _gate = new(); // guards everything below
    private byte[] _waiting = [];
    private int _count;
    private bool _isFull;
    private bool _isClosed;
    private TaskCompletionSource? _empty;

    public bool IsVersion5 { get; } = isVersion5;

    /// <summary>False when too much waits already; the message is not written then. With <paramref name="anyway"/> it is written.</summary>
    public bool TryWrite(in PublishView message, byte qos, bool retain, ushort packetId, bool anyway = false)
    {
        var size = PublishPacket.Size(message, qos, IsVersion5);
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (_isFull && !anyway && _count > maxQueuedBytes - size)
                return false;
            PublishPacket.Write(Reserve(size), message, qos, retain, packetId, IsVersion5);
            Written(size);
            return true;
        }
    }

    /// <summary>Writes a packet of the protocol itself, however much waits.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            packet.CopyTo(Reserve(packet.Length));
            Written(packet.Length);
        }
    }

    /// <summary>Takes no more packets. Completes when the pipe has everything, or can take nothing any more.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            if (!_isFull)
                Close();
            return _isClosed ? Task.CompletedTask : (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private Span<byte> Reserve(int size)
    {
        if (!_isFull)
            return pipe.GetSpan(size)[..size];
        if (_count + size > _waiting.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _waiting.Length, _count + size));
            _waiting.AsSpan(0, _count).CopyTo(larger);
            ReturnWaiting();
            _waiting = larger;
        }

        return _waiting.AsSpan(_count, size);
    }

    private void Written(int size)
    {
        if (_isFull)
        {
            _count += size;
            return;
        }

        pipe.Advance(size);
        var flushed = pipe.FlushAsync();
        if (flushed.IsCompletedSuccessfully)
        {
            if (flushed.Result.IsCompleted)
                Close();
            return;
        }

        _isFull = true;
        _ = EmptyAsync(flushed.AsTask());
    }

    /// <summary>Moves what waits into the pipe whenever that has room, until nothing waits.</summary>
    private async Task EmptyAsync(Task<FlushResult> flushed)
    {
        try
        {
            while (!(await flushed).IsCompleted)
            {
                lock (_gate)
                {
                    if (_count == 0)
                    {
                        _isFull = false;
                        if (_empty is not null)
                            Close();
                        return;
                    }

                    pipe.Write(_waiting.AsSpan(0, _count));
                    ReturnWaiting();
                    (_waiting, _count) = ([], 0);
                    flushed = pipe.FlushAsync().AsTask();
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The connection is gone, and reading from it ends the session.
        }

        lock (_gate)
            Close();
    }

    private void Close()
    {
        _isClosed = true;
        ReturnWaiting();
        (_waiting, _count) = ([], 0);
        _empty?.TrySetResult();
    }

    private void ReturnWaiting()
    {
        if (_waiting.Length > 0)
            ArrayPool<byte>.Shared.Return(_waiting);
    }
}
