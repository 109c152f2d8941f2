using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// Turns the events of the host session into journal drafts and watermarks. The outbox sequence alone decides what is journaled; Sparkplug's
/// own <c>seq</c> is for session state and rebirths only. Belongs to the ingest loop; does no I/O.
/// </summary>
internal sealed class Intake(
    Acceptance acceptance, OpenGroup group, Watermarks watermarks, IGatewayCommands commands, Rejects rejects, IngestCounters counters,
    SessionChurn churn)
    : IHostEvents
{
    private readonly ContentHasher _hasher = new();
    private byte[] _payload = [];

    /// <summary>Whether a gateway was born since the last <see cref="StartOver"/>; if not, there is nothing to make unknown.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>Takes the bytes that the session is about to read; they go into the journal unchanged.</summary>
    public void Take(byte[] payload) => _payload = payload;

    /// <summary>Journals that from here on nothing is known of any gateway until its next birth.</summary>
    public void StartOver(string why, DateTimeOffset at)
    {
        HasHeard = false;
        counters.Add(IngestEvent.HostStart);
        group.Add(new JournalDraft(at, JournalKind.HostStart, "", null, 0, 0, System.Text.Encoding.UTF8.GetBytes(why)));
    }

    public void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
        AddBirth(JournalKind.NodeBirth, node, null, certificate, receivedAt);
        churn.Born(node.Name, certificate.BirthSequence, receivedAt);
        if (!HasSaneOutbox(certificate))
            return;
        var declared = acceptance.Declare(node.Name, OutboxDeclaration.Of(certificate));
        if (declared.IsNew && Replacement.Of(certificate) is { } replacement)
            AddNewEpoch(node, declared.Stream.Epoch, replacement, receivedAt);
        if (declared.Missing is { } missing)
            AddGap(node, declared.Stream, missing, receivedAt);
        watermarks.Begin(node, declared.Stream);
    }

    public void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) =>
        AddBirth(JournalKind.DeviceBirth, device.Node, device.Device, certificate, receivedAt);

    public void Data(in HostData data)
    {
        if (data.HasOutbox && data.Sequence <= OutboxDeclaration.Highest)
            AddBatch(data);
        else if (data.Certificate.HasOutbox)
            Rejected(TopicOf(data), data.Payload, "a batch without an epoch and a sequence of 63 bits, although its birth has them", data.ReceivedAt);
        else
            AddForeign(data);
    }

    public void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt)
    {
        AddDeath(JournalKind.NodeDeath, node, null, receivedAt);
        churn.Died(node.Name);
    }

    public void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt) =>
        AddDeath(JournalKind.DeviceDeath, device.Node, device.Device, receivedAt);

    public void RebirthWanted(NodeState node, RebirthReason reason)
    {
        counters.Add(IngestEvent.RebirthRequest);
        commands.RequestRebirth(node);
    }

    public void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt)
    {
        counters.Add(IngestEvent.Rejected);
        rejects.Add(topic.ToString(), "rejected", reason, _payload, receivedAt);
    }

    private void AddBatch(in HostData data)
    {
        var verdict = acceptance.Offer(data.Node.Name, data.Epoch, data.Sequence, out var stream);
        switch (verdict)
        {
            case Verdict.Next:
                counters.Add(IngestEvent.Batch);
                if (data.Damage is not null)
                    counters.Add(IngestEvent.DamagedBatch);
                Link(stream!, data);
                group.Add(new JournalDraft(
                    data.ReceivedAt, JournalKind.Data, data.Node.Name, data.Device?.Device, data.Epoch, data.Sequence, _payload, stream!.AcceptedChain));
                watermarks.Advance(data.Node, stream!);
                break;
            case Verdict.Duplicate:
                counters.Add(IngestEvent.Duplicate);
                watermarks.Advance(data.Node, stream!);
                break;
            case Verdict.Hole:
                counters.Add(IngestEvent.Hole);
                watermarks.Repeat(data.Node, stream!);
                break;
            default:
                counters.Add(IngestEvent.Undeclared);
                rejects.Add(TopicOf(data).ToString(), "undeclared-epoch", $"no birth has declared epoch {data.Epoch:x}", _payload, data.ReceivedAt);
                break;
        }
    }

    private void Link(OutboxStream stream, in HostData data)
    {
        if (!stream.KnowsChain)
            return;
        Span<byte> sha256 = stackalloc byte[OutboxChain.HashBytes];
        var birth = data.Certificate;
        if (_hasher.TryHash(data.Payload, birth.EpochAlias!.Value, birth.SequenceAlias!.Value, birth.TombstoneAlias, sha256))
            stream.Link(data.Device?.Device ?? "", sha256, _hasher);
        else
            stream.BreakChain();
    }

    private void AddForeign(in HostData data)
    {
        counters.Add(IngestEvent.Foreign);
        group.Add(new JournalDraft(data.ReceivedAt, JournalKind.ForeignData, data.Node.Name, data.Device?.Device, 0, 0, _payload));
    }

    private void AddBirth(JournalKind kind, NodeState node, string? device, BirthCertificate certificate, DateTimeOffset receivedAt)
    {
        HasHeard = true;
        counters.Add(IngestEvent.Birth);
        var (epoch, sequence) = HasSaneOutbox(certificate)
            ? (certificate.Epoch!.Value, Math.Min(certificate.LastSequence ?? 0, OutboxDeclaration.Highest))
            : (0ul, 0ul);
        group.Add(new JournalDraft(receivedAt, kind, node.Name, device, epoch, sequence, _payload));
    }

    private void AddDeath(JournalKind kind, NodeState node, string? device, DateTimeOffset receivedAt)
    {
        counters.Add(IngestEvent.Death);
        group.Add(new JournalDraft(receivedAt, kind, node.Name, device, 0, 0, _payload));
    }

    private void AddNewEpoch(NodeState node, ulong epoch, Replacement replacement, DateTimeOffset receivedAt)
    {
        counters.Add(IngestEvent.NewEpoch);
        group.Add(new JournalDraft(receivedAt, JournalKind.NewEpoch, node.Name, null, epoch, 0, replacement.ToUtf8()));
    }

    private void AddGap(NodeState node, OutboxStream stream, MissingRange missing, DateTimeOffset receivedAt)
    {
        counters.Add(IngestEvent.Gap);
        counters.Add(IngestEvent.GapRow, (long)Math.Min(missing.Last - missing.First + 1, long.MaxValue));
        group.Add(new JournalDraft(receivedAt, JournalKind.Gap, node.Name, null, stream.Epoch, missing.Last, missing.ToUtf8(), stream.AcceptedChain));
    }

    private static bool HasSaneOutbox(BirthCertificate certificate) =>
        certificate is { HasOutbox: true, Epoch: > 0 and <= OutboxDeclaration.Highest };

    private static SparkplugTopic TopicOf(in HostData data) => data.Device is null
        ? new SparkplugTopic(SparkplugMessageType.NodeData, data.Node.Group, data.Node.EdgeNode)
        : new SparkplugTopic(SparkplugMessageType.DeviceData, data.Node.Group, data.Node.EdgeNode, data.Device.Device);
}
