using System.Runtime.InteropServices;
using OpcSpaces.Ingest.Accepting;
using OpcSpaces.Ingest.Messages;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// The ingest loop's body: messages in, one journal transaction per group, then and only then the watermarks. Everything it
/// remembers comes from the journal and from births, so that <see cref="Open"/> is both start-up and recovery. One thread.
/// </summary>
internal sealed class Receiver
{
    private readonly Journal _journal;
    private readonly DeadLetterTable _deadLetters;
    private readonly TimeProvider _time;
    private readonly IngestCounters _counters;
    private readonly HostSession _session;
    private readonly OpenGroup _group;
    private readonly Watermarks _watermarks;
    private readonly Rejects _rejects;
    private readonly IGatewayCommands _commands;
    private Acceptance _acceptance;
    private Intake _intake;

    public Receiver(
        Journal journal, DeadLetterTable deadLetters, IngestOptions options, HostSession session, IGatewayCommands commands,
        IngestCounters counters, TimeProvider time)
    {
        (_journal, _deadLetters, _session, _commands, _counters, _time) = (journal, deadLetters, session, commands, counters, time);
        _group = new OpenGroup(options.GroupEntries, options.GroupBytes);
        _watermarks = new Watermarks(options, time, commands);
        _rejects = new Rejects(counters);
        _acceptance = new Acceptance(journal.FindStream);
        _intake = NewIntake();
    }

    /// <summary>Forgets everything, and journals that nothing is known of any gateway; what the journal holds is looked up as births declare it.</summary>
    /// <exception cref="JournalUnavailableException">To be tried again later.</exception>
    public void Open()
    {
        // After a failed commit the group, the accepted-but-not-committed numbers and births that were never journaled
        // are all gone from here; the gateways still have the batches, and they will be born again.
        _group.Clear();
        _rejects.Clear();
        _watermarks.Clear();
        _session.Reset();
        _acceptance = new Acceptance(_journal.FindStream);
        _intake = NewIntake();
        _intake.StartAnew("the cloud began to listen", _time.GetUtcNow());
        Commit();
    }

    /// <summary>Takes a list of messages, commits them, and tells the gateways.</summary>
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
        // If we crash here, nobody was told; the gateways send again, and what comes is a duplicate.
        _watermarks.Flush();
        SetAside();
    }

    /// <summary>Looks at the timers of sessions and watermarks.</summary>
    public void Tick()
    {
        _session.Tick(_time.GetUtcNow(), _intake);
        Commit();
        _watermarks.Flush();
        SetAside();
    }

    /// <summary>How far each gateway is, for the status; sessions that stand and streams that the journal holds.</summary>
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
                _intake.Take(message.Payload);
                _session.Receive(message.Topic, message.Payload, message.ReceivedAt, _intake);
                break;
            case MessageKind.BadTopic:
                _counters.Add(IngestEvent.BadTopic);
                _rejects.Add(message.Text!, "bad-topic", "not a topic of Sparkplug B", message.Payload, message.ReceivedAt);
                break;
            case MessageKind.ConnectionLost:
                Commit();
                _session.Reset();
                _watermarks.Clear();
                _acceptance.Clear();
                if (_intake.HasHeard)
                    _intake.StartAnew(message.Text!, message.ReceivedAt);
                break;
        }
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
    }

    private void SetAside()
    {
        if (_rejects.Pending.Count == 0)
            return;
        _deadLetters.Add(_rejects.Pending);
        _rejects.Clear();
    }

    private Intake NewIntake() => new(_acceptance, _group, _watermarks, _commands, _rejects, _counters);
}
