using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Gathers outgoing packets: packets that come while one write is under way leave together in the next one, so that many small
/// packets share a system call and, with TLS, a record. Packets leave in the order in which they were appended. Safe
/// from any thread.
/// </summary>
/// <remarks>
/// A packet that comes alone is written at once by the thread that appends it. A packet that comes within
/// <see cref="WritePace.CloseMicroseconds"/> of the last write is left to a thread of the pool, which writes everything that was
/// gathered until it runs. Nothing ever waits for a timer.
/// </remarks>
internal sealed class SendBuffer : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Func<ReadOnlySequence<byte>, Task> _write;
    private readonly Action<Exception> _failed;
    private readonly WritePace _pace;

    // Half of the allowed bytes may be gathered while the other half is being written.
    private readonly int _maxGathered;

    // All below is guarded by _lock.
    private byte[] _gathered = [];
    private int _count;
    private bool _isWriting;
    private bool _isStopped;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _empty;

    /// <summary>The bytes of a call of <paramref name="write"/> are valid until its task completes; <paramref name="failed"/> is called once, at its first error.</summary>
    internal SendBuffer(int maxBytes, Func<ReadOnlySequence<byte>, Task> write, Action<Exception> failed, WritePace pace)
    {
        (_maxGathered, _write, _failed, _pace) = (maxBytes / 2, write, failed, pace);
        LastWriteMs = Environment.TickCount64;
    }

    private enum Start
    {
        Nothing,
        Here,
        OnThePool,
    }

    /// <summary>When the last write ended, on the clock of <see cref="Environment.TickCount64"/>.</summary>
    internal long LastWriteMs { get => Volatile.Read(ref field); private set => Volatile.Write(ref field, value); }

    /// <summary>The largest packet that the broker takes, as its CONNACK says; larger ones throw <see cref="PacketTooLargeException"/>.</summary>
    internal uint MostPacketBytes { get; set; } = uint.MaxValue;

    /// <summary>
    /// Copies the packet. Where too much is gathered already, copies nothing; then it is worth trying again when
    /// <paramref name="room"/> completes. A packet larger than the limit is taken when nothing else is gathered. Throws
    /// <see cref="MqttCommunicationException"/> when the link has ended.
    /// </summary>
    internal bool TryAppend(in PublishPacket packet, [NotNullWhen(false)] out Task? room)
    {
        room = null;
        Start start;
        lock (_lock)
        {
            var size = packet.Size;
            PacketTooLargeException.ThrowIf(size, MostPacketBytes);
            if (_count > 0 && _count + size > _maxGathered && !_isStopped)
            {
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }

            packet.Write(Reserve(size));
            start = Begin();
        }

        Run(start);
        return true;
    }

    /// <summary>Encodes and copies a packet of the protocol itself, however much is gathered. Throws as <see cref="TryAppend"/> does.</summary>
    internal void Append(MqttPacket packet, MqttPacketFormatterAdapter formatter)
    {
        Start start;
        lock (_lock)
        {
            try
            {
                var encoded = formatter.Encode(packet);
                PacketTooLargeException.ThrowIf(encoded.Length, MostPacketBytes);
                var target = Reserve(encoded.Length);
                encoded.Packet.AsSpan().CopyTo(target);
                encoded.Payload.CopyTo(target[encoded.Packet.Count..]);
            }
            finally
            {
                formatter.Cleanup();
            }

            start = Begin();
        }

        Run(start);
    }

    /// <summary>Completes when everything that was appended so far has been written or can no longer be written.</summary>
    internal Task EmptyAsync()
    {
        lock (_lock)
        {
            return _isWriting
                ? (_empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
        }
    }

    /// <summary>Drops what is gathered; a publisher that waits for room gets the error at its next try.</summary>
    internal void Stop()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _isStopped = true;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAllAsync();

    private Span<byte> Reserve(int size)
    {
        if (_isStopped)
            throw new MqttCommunicationException("The link has ended.");
        if (_count + size > _gathered.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _gathered.Length, _count + size));
            _gathered.AsSpan(0, _count).CopyTo(larger);
            Return(_gathered);
            _gathered = larger;
        }

        _count += size;
        return _gathered.AsSpan(_count - size, size);
    }

    private Start Begin()
    {
        if (_isWriting)
            return Start.Nothing;
        _isWriting = true;
        return _pace.IsClose ? Start.OnThePool : Start.Here;
    }

    private void Run(Start start)
    {
        if (start == Start.Here)
            _ = WriteAllAsync();
        else if (start == Start.OnThePool)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Runs while <see cref="_isWriting"/>, so never twice at a time.</summary>
    private async Task WriteAllAsync()
    {
        while (TryTake(out var bytes, out var count))
        {
            try
            {
                await _write(new ReadOnlySequence<byte>(bytes, 0, count));
                LastWriteMs = Environment.TickCount64;
            }
            catch (Exception e)
            {
                Stop();
                _failed(e);
            }
            finally
            {
                Return(bytes);
            }
        }
    }

    private bool TryTake(out byte[] bytes, out int count)
    {
        TaskCompletionSource? signal;
        lock (_lock)
        {
            (bytes, count) = (_gathered, _count);
            (_gathered, _count) = ([], 0);
            if (count == 0 || _isStopped)
            {
                _isWriting = false;
                _pace.Wrote();
                (signal, _empty, count) = (_empty, null, 0);
            }
            else
            {
                (signal, _room) = (_room, null);
            }
        }

        signal?.TrySetResult();
        return count > 0;
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }
}
