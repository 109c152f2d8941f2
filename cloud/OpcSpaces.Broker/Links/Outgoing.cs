using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Sessions;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// What leaves for one client. A packet is written into the connection's pipe, which gathers what comes while a send is under way. While the
/// pipe is full because the client reads too slowly, packets wait here, up to a limit of this client and one of all. Nobody waits for the client. Safe from any thread.
/// </summary>
internal sealed class Outgoing(PipeWriter pipe, int maxQueuedBytes, QueueBudget budget, bool isVersion5)
{
    private const int FirstCapacity = 4096;
    private const int InPipeForFree = 64 * 1024; // Kestrel's pipe is full then

    private readonly Lock _gate = new(); // guards everything below
    private byte[] _array = [];
    private Memory<byte> _waiting; // of the array, which the pool may have made larger
    private int _count;
    private int _taken, _inPipe; // of the budget: for what waits here, and for what waits in the pipe
    private bool _isFull;
    private bool _isClosed;
    private TaskCompletionSource? _empty;

    public bool IsVersion5 { get; } = isVersion5;

    /// <summary>False when too much waits already; the message is not written then.</summary>
    public bool TryWrite(in PublishView message, byte qos, bool retain, ushort packetId)
    {
        var size = PublishPacket.Size(message, qos, IsVersion5);
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (!TryReserve(size, out var target))
                return false;
            PublishPacket.Write(target, message, qos, retain, packetId, IsVersion5);
            Written(size);
            return true;
        }
    }

    /// <summary>Writes a packet of the protocol itself. False when too much waits already: a client that does not read answers is to be disconnected.</summary>
    public bool TryWrite(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            if (_isClosed)
                return true;
            if (!TryReserve(packet.Length, out var target))
                return false;
            packet.CopyTo(target);
            Written(packet.Length);
            return true;
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

    private bool TryReserve(int size, out Span<byte> target)
    {
        target = default;
        if (!_isFull)
        {
            // The pipe itself has no limit for a single packet.
            if (size > InPipeForFree && !budget.TryTake(_inPipe = size))
            {
                _inPipe = 0;
                return false;
            }

            target = pipe.GetSpan(size)[..size];
        }
        else if (_count + size <= _waiting.Length || TryGrow(size))
            target = _waiting.Span.Slice(_count, size);
        else
            return false;
        return true;
    }

    /// <summary>What counts is the memory, which the pool hands out in powers of two, and not only the part that is in use.</summary>
    private bool TryGrow(int size)
    {
        var needed = (long)_count + size;
        if (needed > maxQueuedBytes)
            return false;
        var capacity = (int)Math.Min(maxQueuedBytes, Math.Max(FirstCapacity, (long)BitOperations.RoundUpToPowerOf2((ulong)needed)));
        var cost = capacity - FirstCapacity; // a little is free, so that clients that read are served when the others take everything
        if (!budget.TryTake(cost - _taken))
            return false;
        _taken = cost;
        var larger = ArrayPool<byte>.Shared.Rent(capacity);
        _waiting.Span[.._count].CopyTo(larger);
        ReturnArray();
        _waiting = larger.AsMemory(0, capacity);
        _array = larger;
        return true;
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
            LeftThePipe();
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
                    LeftThePipe();
                    if (_count == 0)
                    {
                        _isFull = false;
                        if (_empty is not null)
                            Close();
                        return;
                    }

                    pipe.Write(_waiting.Span[.._count]);
                    (_inPipe, _taken) = (_taken, 0);
                    ReturnWaiting();
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
        LeftThePipe();
        ReturnWaiting();
        _empty?.TrySetResult();
    }

    private void LeftThePipe()
    {
        budget.Return(_inPipe);
        _inPipe = 0;
    }

    private void ReturnWaiting()
    {
        ReturnArray();
        budget.Return(_taken);
        (_waiting, _count, _taken) = (default, 0, 0);
    }

    private void ReturnArray()
    {
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = [];
    }
}
