using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Ingest.Messages;
using OpcSpaces.Ingest.Receiving;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Testing;

/// <summary>The real receiver over a real journal file, without broker and threads: the test carries the messages.</summary>
internal sealed class TestCloud : IGatewayCommands, IDisposable
{
    private readonly TimeProvider _time;
    private readonly TemporaryDirectory _directory;
    private readonly string? _vfs;
    private readonly long _tailBytes;

    public TestCloud(TimeProvider time, TemporaryDirectory directory, string? vfs = null, long tailBytes = 32 << 20)
    {
        (_time, _directory, _vfs, _tailBytes) = (time, directory, vfs, tailBytes);
        DeadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        Start();
    }

    public IngestOptions Options { get; } = new() { GroupEntries = 8 };

    public IngestCounters Counters { get; } = new();

    public SuspicionBoard Suspicions => field ??= new SuspicionBoard(_time);

    public Journal Journal { get; private set; } = null!;

    public DeadLetterTable DeadLetters { get; }

    public Receiver Receiver { get; private set; } = null!;

    public HostSession Session { get; private set; } = null!;

    public string JournalPath => _vfs is null ? _directory.File("journal.db") : "/journal.db";

    /// <summary>Watermarks that were sent and not yet taken, in order.</summary>
    public List<(string Gateway, CommittedCommand Command)> Watermarks { get; } = [];

    public List<string> RebirthRequests { get; } = [];

    public void Deliver(params IEnumerable<WireMessage> messages) => Receiver.Process([.. messages.Select(Received)]);

    public void LoseConnection() => Receiver.Process([ReceivedMessage.Lost("the broker was lost", _time.GetUtcNow())]);

    /// <summary>The process ends and starts again on the same files.</summary>
    public void Restart()
    {
        Stop();
        Start();
    }

    public void Stop()
    {
        Journal.Dispose();
        Watermarks.Clear();
        RebirthRequests.Clear();
    }

    public void Start()
    {
        Journal = new Journal(new JournalOptions { Path = JournalPath, Vfs = _vfs, TailBytes = _tailBytes });
        Session = new HostSession(new HostSessionOptions());
        Receiver = new Receiver(Journal, DeadLetters, Options, Session, this, Counters, Suspicions, _time);
        Receiver.Open();
    }

    public List<JournalEntry> Entries()
    {
        var entries = new List<JournalEntry>();
        while (Journal.Read(entries.Count, 10_000) is { Count: > 0 } more)
            entries.AddRange(more);
        return entries;
    }

    public ReceivedMessage Received(WireMessage message) =>
        SparkplugTopic.TryParse(Encoding.UTF8.GetBytes(message.Topic), out var topic, out _)
            ? new ReceivedMessage(MessageKind.Sparkplug, topic, null, message.Payload, _time.GetUtcNow())
            : new ReceivedMessage(MessageKind.BadTopic, default, message.Topic, message.Payload, _time.GetUtcNow());

    public void TellCommitted(NodeState node, CommittedCommand watermark) => Watermarks.Add((node.Name, watermark));

    public void RequestRebirth(NodeState node) => RebirthRequests.Add(node.Name);

    public void Dispose()
    {
        Journal.Dispose();
        DeadLetters.Dispose();
        Counters.Dispose();
    }
}
