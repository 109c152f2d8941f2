using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The gateway's outbox.</summary>
internal sealed class OutboxCase : DurableFile
{
    private const string StateOfVersion1 = """
        CREATE TABLE state(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            committed INTEGER NOT NULL,
            observed_through_ms INTEGER NOT NULL,
            mark_sequence INTEGER NOT NULL,
            ran_minutes INTEGER NOT NULL,
            birth_sequence INTEGER) STRICT;
        """;

    private const string StateOfVersion2 = """
        CREATE TABLE state(
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL,
            committed INTEGER NOT NULL,
            observed_through_ms INTEGER NOT NULL,
            mark_sequence INTEGER NOT NULL,
            ran_minutes INTEGER NOT NULL,
            birth_sequence INTEGER,
            previous_epoch INTEGER NOT NULL DEFAULT 0,
            previous_sequence INTEGER NOT NULL DEFAULT 0,
            base_chain BLOB) STRICT;
        """;

    private const string OtherTables = """
        CREATE TABLE batches(
            sequence INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            device TEXT NOT NULL,
            first_ms INTEGER NOT NULL,
            last_ms INTEGER NOT NULL,
            ran_minute INTEGER NOT NULL,
            content_hash BLOB NOT NULL,
            chain BLOB NOT NULL,
            content BLOB NOT NULL) STRICT;
        CREATE TABLE aliases(
            alias INTEGER PRIMARY KEY,
            device TEXT NOT NULL,
            name TEXT NOT NULL,
            data_type INTEGER NOT NULL,
            retired_at INTEGER,
            UNIQUE(device, name)) STRICT;
        CREATE TABLE registers(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        """;

    private const string Undecided = "CREATE TABLE undecided(alias INTEGER PRIMARY KEY, sure_through_ms INTEGER NOT NULL) STRICT;";

    private const string Unplaced = "CREATE TABLE unplaced(sequence INTEGER PRIMARY KEY, boot TEXT NOT NULL, offset_ms INTEGER NOT NULL) STRICT;";

    private const string CopyRows = """
        INSERT INTO batches SELECT * FROM present.batches;
        INSERT INTO aliases SELECT * FROM present.aliases;
        INSERT INTO registers SELECT * FROM present.registers;
        """;

    private const string CopyState1 =
        "INSERT INTO state SELECT id, epoch, committed, observed_through_ms, mark_sequence, ran_minutes, birth_sequence FROM present.state;";

    private static readonly (string, string, SparkplugDataType)[] Points =
        [("hall", "desk/1/occupied", SparkplugDataType.Boolean), ("hall", "meter/1/energy", SparkplugDataType.UInt64)];

    public override string Name => "outbox";

    public override string FileName => "outbox.db";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1 without mark"] = path => Replace(path, StateOfVersion1 + OtherTables, CopyRows + CopyState1),
        ["2 without mark"] = path => Replace(path, StateOfVersion2 + OtherTables, CopyRows + "INSERT INTO state SELECT * FROM present.state;"),
        ["1 that became 2 without mark"] = path => Replace(path, StateOfVersion1 + OtherTables, CopyRows + CopyState1 + """
            ALTER TABLE state ADD COLUMN previous_epoch INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE state ADD COLUMN previous_sequence INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE state ADD COLUMN base_chain BLOB;
            """),
        ["3 without mark"] = path => Replace(
            path, StateOfVersion2 + OtherTables + Undecided,
            CopyRows + "INSERT INTO state SELECT * FROM present.state; INSERT INTO undecided SELECT * FROM present.undecided;"),
        ["3"] = path => Replace(
            path, StateOfVersion2 + OtherTables + Undecided,
            CopyRows + "INSERT INTO state SELECT * FROM present.state; INSERT INTO undecided SELECT * FROM present.undecided; PRAGMA application_id = 0x4F50434F; PRAGMA user_version = 3;"),
        ["4"] = path => Replace(
            path, StateOfVersion2 + OtherTables + Undecided + Unplaced,
            CopyRows + "INSERT INTO state SELECT * FROM present.state; INSERT INTO undecided SELECT * FROM present.undecided; PRAGMA application_id = 0x4F50434F; PRAGMA user_version = 4;"),
    };

    public override async Task WriteAsync(string directory)
    {
        using var pool = new CommitPool();
        using var outbox = Open(directory, pool, new RecordingLogger());
        for (var i = 0; i < 200; i++)
        {
            outbox.SetRegister("hall/meter/1", i);
            var reading = new MetricReading(outbox.Metric("hall", "desk/1/occupied"), 1_700_000_000_000 + i, PointValue.Of(i % 2 == 0));
            await outbox.AppendAsync("hall", [reading], BatchKind.State);
        }

        await outbox.MarkAsync(1_700_000_001_000, [new UncertainMetric(outbox.Metric("hall", "desk/1/occupied"), 1_700_000_000_500)]);
        outbox.BirthSequences.Write(9);
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        var log = new RecordingLogger();
        using var pool = new CommitPool();
        using var outbox = Open(directory, pool, log);
        List<string> rows =
        [
            .. outbox.ReadFrom(1, int.MaxValue).Select(batch =>
                $"{outbox.Position.Epoch} {batch.Sequence} {batch.Device} {batch.Link} {Convert.ToHexString(batch.Content.Span)}"),
        ];
        if (outbox.Register("hall/meter/1") is { } register)
            rows.Add($"register {register}, desk has alias {outbox.Metric("hall", "desk/1/occupied").Alias}, bdSeq {outbox.BirthSequences.Read()}");
        return Task.FromResult(new OpenedFile(rows, log.Messages));
    }

    private static OutboxLog Open(string directory, CommitPool pool, RecordingLogger log)
    {
        var outbox = OutboxLog.Open(new OutboxDependencies { Directory = directory, CommitPool = pool, Logger = log }, 1_700_000_000_000);
        outbox.Configure(Points, 1_700_000_000_000);
        return outbox;
    }
}
