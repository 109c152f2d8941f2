using System.Runtime.InteropServices;
using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Watermarking;

/// <summary>
/// Tells gateways how far they are committed, after the commit and never before: at once after a birth, else at most once per 50 ms
/// unless 16 batches have become durable since. A lost watermark is repeated with the next batch, because a duplicate is acknowledged
/// again. Belongs to the ingest loop. It uses monotonic time, so the clock may jump.
/// </summary>
internal sealed class Watermarks(IngestOptions options, TimeProvider time, IGatewayCommands commands)
{
    private readonly Dictionary<NodeState, Watermark> _byNode = [];
    private readonly List<Watermark> _pending = [];

    /// <summary>After batches were taken or came again: the gateway is told after the commit.</summary>
    public void Advance(NodeState node, OutboxStream stream) => Enqueue(Of(node, stream), urgent: false);

    /// <summary>After a birth: the gateway has to know where to begin.</summary>
    public void Begin(NodeState node, OutboxStream stream) => Enqueue(Of(node, stream), urgent: true);

    /// <summary>After a batch with a missing one before it: repeats what is committed, but not for every batch after the same hole.</summary>
    public void Repeat(NodeState node, OutboxStream stream)
    {
        var watermark = Of(node, stream);
        var now = time.GetTimestamp();
        if (watermark.RepeatedAt is { } last && ElapsedMs(last, now) < options.HoleAnswerIntervalMs)
            return;
        watermark.RepeatedAt = now;
        Enqueue(watermark, urgent: true);
    }

    /// <summary>Sends what is due; to be called only when every accepted batch is committed.</summary>
    public void Flush()
    {
        if (_pending.Count == 0)
            return;
        var now = time.GetTimestamp();
        var kept = 0;
        foreach (var watermark in CollectionsMarshal.AsSpan(_pending))
        {
            if (IsDue(watermark, now))
                Send(watermark, now);
            else
                _pending[kept++] = watermark;
        }
        _pending.RemoveRange(kept, _pending.Count - kept);
    }

    /// <summary>Forgets everything: the connection is lost, and births will come.</summary>
    public void Clear()
    {
        _byNode.Clear();
        _pending.Clear();
    }

    private bool IsDue(Watermark watermark, long now) =>
        watermark.IsUrgent
        || watermark.SentAt is not { } last
        || ElapsedMs(last, now) >= options.WatermarkIntervalMs
        || watermark.Stream.Committed - watermark.SentCommitted >= (ulong)options.WatermarkBatches;

    private void Send(Watermark watermark, long now)
    {
        (watermark.IsPending, watermark.IsUrgent) = (false, false);
        (watermark.SentAt, watermark.SentCommitted) = (now, watermark.Stream.Committed);
        var stream = watermark.Stream;
        commands.TellCommitted(watermark.Node, new CommittedCommand(stream.Epoch, stream.Committed, stream.CommittedChain));
    }

    private void Enqueue(Watermark watermark, bool urgent)
    {
        watermark.IsUrgent |= urgent;
        if (watermark.IsPending)
            return;
        watermark.IsPending = true;
        _pending.Add(watermark);
    }

    private Watermark Of(NodeState node, OutboxStream stream)
    {
        if (!_byNode.TryGetValue(node, out var watermark))
            _byNode[node] = watermark = new Watermark(node, stream);
        if (watermark.Stream != stream)
            (watermark.Stream, watermark.SentAt, watermark.RepeatedAt) = (stream, null, null);
        return watermark;
    }

    private double ElapsedMs(long from, long to) => time.GetElapsedTime(from, to).TotalMilliseconds;
}
