using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The cloud's journal.</summary>
internal sealed class JournalCase : DurableFile
{
    private const string Version1 = """
        PRAGMA application_id = 0x4F50434A; PRAGMA user_version = 1;
        CREATE TABLE entry(
            id INTEGER PRIMARY KEY,
            received_ms INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            gateway TEXT NOT NULL,
            device TEXT,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            payload BLOB NOT NULL);
        CREATE INDEX entry_birth ON entry(gateway, device, id) WHERE kind IN (2, 3);
        CREATE TABLE stream(
            gateway TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            committed INTEGER NOT NULL,
            PRIMARY KEY(gateway, epoch)) WITHOUT ROWID;
        """;

    private static readonly string Version3 = Version1.Replace("user_version = 1", "user_version = 3", StringComparison.Ordinal).Replace("committed INTEGER NOT NULL,", "committed INTEGER NOT NULL, chain BLOB,", StringComparison.Ordinal)
        + " CREATE TABLE identity(one INTEGER PRIMARY KEY, id TEXT NOT NULL, named_at INTEGER NOT NULL);";

    public override string Name => "journal";

    public override string FileName => "journal.db";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => Replace(
            path, Version1, "INSERT INTO entry SELECT * FROM present.entry; INSERT INTO stream SELECT gateway, epoch, committed FROM present.stream;"),
        ["2"] = path => Replace(
            path, Version1.Replace("user_version = 1", "user_version = 2", StringComparison.Ordinal).Replace("committed INTEGER NOT NULL,", "committed INTEGER NOT NULL, chain BLOB,", StringComparison.Ordinal),
            "INSERT INTO entry SELECT * FROM present.entry; INSERT INTO stream SELECT * FROM present.stream;"),
        ["3"] = path => Replace(path, Version3, "INSERT INTO entry SELECT * FROM present.entry; INSERT INTO stream SELECT * FROM present.stream; INSERT INTO identity SELECT * FROM present.identity;"),
    };

    public override Task WriteAsync(string directory)
    {
        using var journal = new Journal(new JournalOptions { Path = Path.Combine(directory, FileName) });
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        for (var sequence = 1UL; sequence <= 50; sequence++)
            journal.Append([new JournalDraft(at, JournalKind.Data, "opc/a", "hall", 7, sequence, new byte[2_000])]);
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        using var journal = new Journal(new JournalOptions { Path = Path.Combine(directory, FileName) });
        List<string> rows =
        [
            .. journal.Read(0, int.MaxValue, long.MaxValue).Select(entry =>
                $"{entry.Id} {entry.ReceivedAt:O} {entry.Kind} {entry.Gateway} {entry.Device} {entry.Epoch} {entry.Sequence} {entry.Payload.Length}"),
            .. journal.Streams().Select(stream => $"{stream.Gateway} {stream.Epoch} {stream.Committed}"),
        ];
        return Task.FromResult(new OpenedFile(rows, []));
    }
}
