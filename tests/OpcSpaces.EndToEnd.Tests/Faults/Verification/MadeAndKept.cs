using System.Buffers;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// A few batches that a real outbox made, its witness was told of, and a real journal holds whole: what the verification must
/// pass, and what its own tests then break.
/// </summary>
internal sealed class MadeAndKept : IDisposable
{
    public const string Gateway = "opc-test/gw-1";
    public const int Batches = 20;
    private const string Zone = "3F-A02";
    private readonly TemporaryDirectory _directory = new("verification");
    private readonly Teller _teller = new();

    public MadeAndKept()
    {
        using var commits = new CommitPool();
        using var outbox = OutboxLog.Open(new OutboxDependencies { Directory = _directory.File("outbox"), CommitPool = commits, CommitObserver = _teller }, 1_790_000_000_000);
        outbox.Configure([(Zone, "desk/1/occupied", SparkplugDataType.Boolean), (Zone, "meter/1/energy", SparkplugDataType.UInt64)], 0);
        for (var i = 0; i < Batches; i++)
        {
            var at = 1_790_000_000_000 + (i * 1000);
            MetricReading[] readings =
            [
                new(outbox.Metric(Zone, "desk/1/occupied"), at, PointValue.Of(i % 2 == 0)),
                new(outbox.Metric(Zone, "meter/1/energy"), at + 1, PointValue.Of((ulong)i)),
            ];
            outbox.AppendAsync(Zone, readings, BatchKind.State).GetAwaiter().GetResult();
        }

        using var journal = new Journal(new JournalOptions { Path = JournalPath });
        journal.Append([.. Drafts(outbox)]);
    }

    public string JournalPath => Path.Combine(_directory.FullPath, "journal.db");

    public List<WitnessNote> Notes => _teller.Notes;

    public GatewayRecord Record(int kills = 0) => new(Gateway, new OutboxCopy(Path.Combine(_directory.FullPath, "outbox", "outbox.db")), Notes, kills);

    /// <summary>The differences after the journal was changed by hand.</summary>
    public IReadOnlyList<DifferenceKind> AfterChange(string sql, int kills = 0)
    {
        using var journal = new JournalCopy(JournalPath);
        journal.Execute(sql);
        return [.. LogVerification.Compare(journal, [Record(kills)]).Differences.Select(difference => difference.Kind).Distinct().Order()];
    }

    public void Dispose() => _directory.Dispose();

    private static IEnumerable<JournalDraft> Drafts(OutboxLog outbox)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_100_000);
        var epochAlias = outbox.Metric(Zone, OutboxMetrics.Epoch).Alias;
        var sequenceAlias = outbox.Metric(Zone, OutboxMetrics.Sequence).Alias;
        var epoch = outbox.Position.Epoch;
        yield return new JournalDraft(at, JournalKind.HostStart, "", null, 0, 0, []);
        yield return new JournalDraft(at, JournalKind.DeviceBirth, Gateway, Zone, epoch, 0, Birth(outbox));
        foreach (var batch in outbox.ReadFrom(1, Batches))
        {
            var payload = new ArrayBufferWriter<byte>();
            OutboxMessageWriter.Write(payload, 1_790_000_050_000, 0, epochAlias, epoch, sequenceAlias, batch.Sequence, batch.Content.Span, historical: batch.Sequence % 3 == 0);
            yield return new JournalDraft(at, JournalKind.Data, Gateway, batch.Device, epoch, batch.Sequence, payload.WrittenSpan.ToArray());
        }
    }

    private static byte[] Birth(OutboxLog outbox)
    {
        var birth = new SparkplugPayload { Timestamp = 1_790_000_000_000, Sequence = 0 };
        foreach (var (name, type, value) in new[]
        {
            (OutboxMetrics.Epoch, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(outbox.Position.Epoch)),
            (OutboxMetrics.Sequence, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(0)),
            ("desk/1/occupied", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false)),
            ("meter/1/energy", SparkplugDataType.UInt64, SparkplugValue.FromUInt64(0)),
        })
        {
            birth.Metrics.Add(new SparkplugMetric { Name = name, Alias = outbox.Metric(Zone, name).Alias, Timestamp = 1_790_000_000_000, DataType = type, Value = value });
        }

        var payload = new ArrayBufferWriter<byte>();
        SparkplugCodec.Encode(birth, payload);
        return payload.WrittenSpan.ToArray();
    }

    private sealed class Teller : ICommitObserver
    {
        public List<WitnessNote> Notes { get; } = [];

        public void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256) =>
            Notes.Add(new WitnessNote(1, epoch, sequence, contentSha256.ToArray()));
    }
}
