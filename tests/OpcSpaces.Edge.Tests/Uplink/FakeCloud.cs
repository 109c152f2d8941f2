using System.Collections.Concurrent;
using System.Security.Cryptography;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Uplink;

/// <summary>A session and the cloud behind it, in memory: takes exactly the next number, answers with watermarks, and loses what a test tells it to lose.</summary>
internal sealed class FakeCloud(OutboxLog outbox) : IUplinkSession
{
    private readonly Lock _gate = new();
    private Sender? _sender;

    /// <summary>Everything that was taken, by epoch, in order.</summary>
    public ConcurrentDictionary<ulong, List<ulong>> Journal { get; } = new();

    public ConcurrentQueue<ulong> Received { get; } = new();

    /// <summary>Numbers whose next arrival is lost.</summary>
    public ConcurrentDictionary<ulong, bool> LoseOnce { get; } = new();

    /// <summary>The chains over what was taken, by epoch; a cloud that says no links has none.</summary>
    public ConcurrentDictionary<ulong, List<ChainLink>>? Chains { get; init; }

    /// <summary>Names of the threads that batches came on; pool threads have none.</summary>
    public ConcurrentQueue<string> Threads { get; } = new();

    /// <summary>Each batch is taken when this has completed.</summary>
    public Task Link { get; set; } = Task.CompletedTask;

    public int Births { get; private set; }

    public bool IsSilent { get; set; }

    public bool IsOver { get; set; }

    public ulong Committed => Journal.GetValueOrDefault(outbox.Position.Epoch) is { } numbers ? (ulong)numbers.Count + _restoredFirst : 0;

    private ulong _restoredFirst;

    public void Connect(Sender sender)
    {
        _sender = sender;
        Birth();
        sender.Use(this);
    }

    public async ValueTask<bool> PublishDataAsync(string? device, ulong sequence, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Threads.Enqueue(Thread.CurrentThread.Name ?? "");
        await Link;
        if (IsOver) return false;
        Received.Enqueue(sequence);
        if (!LoseOnce.TryRemove(sequence, out _)) Take(sequence, device, content.Span);
        return true;
    }

    public Task<bool> RebirthAsync()
    {
        if (IsOver) return Task.FromResult(false);
        Birth();
        _sender!.OnReborn();
        return Task.FromResult(true);
    }

    /// <summary>What a watermark command does.</summary>
    public void Acknowledge(ulong committed)
    {
        var epoch = outbox.Position.Epoch;
        ChainLink? link = committed == 0 ? ChainLink.Genesis(epoch) : Chains?.GetValueOrDefault(epoch)?[(int)committed - 1];
        _sender!.OnWatermark(new CommittedCommand(epoch, committed, Chains is null ? null : link));
    }

    /// <summary>The cloud comes back from a backup that ends here.</summary>
    public void RestoreTo(ulong committed)
    {
        lock (_gate) Journal[outbox.Position.Epoch] = [.. Journal[outbox.Position.Epoch].Take((int)committed)];
        Acknowledge(committed);
    }

    private void Birth()
    {
        lock (_gate)
        {
            Births++;
            var position = outbox.Position;
            var numbers = Journal.GetOrAdd(position.Epoch, _ => []);
            // Outbox/First above what comes next: a gap is journaled, and it goes on behind it.
            if (position.First > (ulong)numbers.Count + _restoredFirst + 1) _restoredFirst = position.First - 1 - (ulong)numbers.Count;
        }
    }

    private void Take(ulong sequence, string? device, ReadOnlySpan<byte> content)
    {
        ulong committed;
        lock (_gate)
        {
            var numbers = Journal.GetOrAdd(outbox.Position.Epoch, _ => []);
            if (sequence == (ulong)numbers.Count + _restoredFirst + 1)
            {
                numbers.Add(sequence);
                if (Chains?.GetOrAdd(outbox.Position.Epoch, _ => []) is { } links)
                    links.Add((links.Count == 0 ? ChainLink.Genesis(outbox.Position.Epoch) : links[^1]).Next(sequence, device ?? "", SHA256.HashData(content)));
            }

            committed = (ulong)numbers.Count + _restoredFirst;
        }

        if (!IsSilent) Acknowledge(committed);
    }
}
