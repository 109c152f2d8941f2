using System.Runtime.InteropServices;
using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Ingest.Messages;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// The body of the ingest loop: it takes messages, writes one journal transaction per group, and sends watermarks after that. Everything in
/// its memory comes from the journal and from births, so <see cref="Open"/> is both start-up and recovery. One thread.
/// </summary>
internal sealed class Receiver
{
    // So fine is the journal's own time when nobody sends.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private readonly Journal _journal;
    private readonly DeadLetterTable _deadLetters;
    private readonly TimeProvider _time;
    private readonly IngestCounters _counters;
    private readonly HostSession _session;
    private readonly OpenGroup _group;
    private readonly Watermarks _watermarks;
    private readonly Rejects _rejects;
    private readonly IGatewayCommands _commands;
    private readonly SessionChurn _churn;
    private Acceptance _acceptance;
    private Intake _intake;
    private long _committedAt;

    public Receiver(
        Journal journal, DeadLetterTable deadLetters, IngestOptions options, HostSession session, IGatewayCommands commands,
        IngestCounters counters, SuspicionBoard suspicions, TimeProvider time)
    {
        (_journal, _deadLetters, _session, _commands, _counters, _time) = (journal, deadLetters, session, commands, counters, time);
        _group = new OpenGroup(options.GroupEntries, options.GroupBytes);
        _watermarks = new Watermarks(options, time, commands);
        _rejects = new Rejects(counters);
        _churn = new SessionChurn(suspicions);
        _acceptance = new Acceptance(journal.FindStream);
        _intake = NewIntake();
    }

    /// <summary>Forgets everything, and journals that nothing is known of any gateway. Births then make it look up what the journal has of each outbox.</summary>
    /// <exception cref="JournalUnavailableException">To be tried again later.</exception>
    public void Open()
    {
        // After a failed commit, the open group, sequences that were accepted but not committed, and births that were not journaled are
        // dropped here. The gateways still have the batches, and new births will come.
        _group.Clear();
        _rejects.Clear();
        _watermarks.Clear();
        _session.Reset();
        _churn.Clear();
        _acceptance = new Acceptance(_journal.FindStream);
        _intake = NewIntake();
        _intake.StartOver("the cloud began to listen", _time.GetUtcNow());
        Commit();
    }

    /// <summary>Takes a list of messages, commits them, and sends watermarks to the gateways.</summary>
    /// <exception cref="JournalUnavailableException">Nothing of the open group was acknowledged; <see cref="Open"/> comes next.</exception>
    public void Process(List<ReceivedMessage> messages)
    {
        foreach (ref readonly var message in CollectionsMarshal.AsSpan(messages))
        {
            Take(message);
            if (_group.IsFull)
                Commit();
        }
        Commit();
        // If we crash here, no watermark was sent. The gateways send the batches again, and they are duplicates.
        _watermarks.Flush();
        SetAside();
    }

    /// <summary>Checks the timers of sessions and watermarks, and journals the time when nothing came for ten minutes.</summary>
    public void Tick()
    {
        _session.Tick(_time.GetUtcNow(), _intake);
        if (_group.Drafts.Count == 0 && _time.GetElapsedTime(_committedAt) >= LongestSilence)
            _group.Add(new JournalDraft(_time.GetUtcNow(), JournalKind.Clock, "", null, 0, 0, []));
        Commit();
        _watermarks.Flush();
        SetAside();
    }

    /// <summary>How far the journal is with each gateway, for the status.</summary>
    public IReadOnlyList<GatewayIntake> Gateways() =>
    [
        .. _session.Nodes.Where(node => node.Certificate is { HasOutbox: true }).Select(node =>
            _acceptance.Find(node.Name, node.Certificate!.Epoch!.Value) is { } stream
                ? new GatewayIntake(node.Name, node.IsOnline, stream.Epoch, stream.LastSequence, stream.Committed) { ReplacedEpoch = node.Certificate.PreviousEpoch }
                : new GatewayIntake(node.Name, node.IsOnline, node.Certificate.Epoch.Value, node.Certificate.LastSequence ?? 0, 0)),
    ];

    private void Take(in ReceivedMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.Sparkplug:
                TakeSparkplug(message);
                break;
            case MessageKind.BadTopic:
                _counters.Add(IngestEvent.BadTopic);
                _rejects.Add(message.Text!, "bad-topic", "not a topic of Sparkplug B", message.Payload, message.ReceivedAt);
                break;
            case MessageKind.ConnectionLost:
                Commit();
                _session.Reset();
                _churn.Clear();
                _watermarks.Clear();
                _acceptance.Clear();
                if (_intake.HasHeard)
                    _intake.StartOver(message.Text!, message.ReceivedAt);
                break;
        }
    }

    private void TakeSparkplug(in ReceivedMessage message)
    {
        var payload = message.Payload;
        if (CompressedPayload.MayBe(payload) && !TryDecompress(message, out payload))
            return;
        _intake.Take(payload);
        _session.Receive(message.Topic, payload, message.ReceivedAt, _intake);
    }

    /// <summary>The journal holds what was within a compressed payload, so that every reader of it can read it.</summary>
    private bool TryDecompress(in ReceivedMessage message, out byte[] payload)
    {
        if (!CompressedPayload.TryOpen(message.Payload, out payload, out var error))
        {
            _counters.Add(IngestEvent.Rejected);
            _rejects.Add(message.Topic.ToString(), "compressed", error!, message.Payload, message.ReceivedAt);
            return false;
        }
        if (payload != message.Payload)
            _counters.Add(IngestEvent.Decompressed);
        return true;
    }

    private void Commit()
    {
        if (_group.Drafts.Count == 0)
            return;
        try
        {
            _journal.Append(_group.Drafts);
        }
        catch (JournalUnavailableException)
        {
            _counters.Add(IngestEvent.CommitFailure);
            throw;
        }
        _counters.Add(IngestEvent.Commit);
        _acceptance.Commit();
        _group.Clear();
        _committedAt = _time.GetTimestamp();
    }

    private void SetAside()
    {
        if (_rejects.Pending.Count == 0)
            return;
        _deadLetters.Add(_rejects.Pending);
        _rejects.Clear();
    }

    private Intake NewIntake() => new(_acceptance, _group, _watermarks, _commands, _rejects, _counters, _churn);
}
