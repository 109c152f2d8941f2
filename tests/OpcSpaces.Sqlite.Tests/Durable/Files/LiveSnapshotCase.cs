using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The saved live state. It is derived from the journal: what cannot be used is named and built again.</summary>
internal sealed class LiveSnapshotCase : DurableFile
{
    private const int VersionAt = 8;

    /// <summary>As the first version had it, with one point.</summary>
    private const string Version1 = """
        PRAGMA journal_mode=WAL;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES ('version', 1), ('position', 77);
        CREATE TABLE gateway (
            name TEXT PRIMARY KEY, presence INTEGER, since INTEGER, epoch INTEGER, last INTEGER, committed INTEGER,
            newest INTEGER, received INTEGER) WITHOUT ROWID;
        CREATE TABLE point (
            community TEXT, zone TEXT, name TEXT, gateway TEXT, kind INTEGER, bits INTEGER, text TEXT, quality INTEGER,
            since INTEGER, received INTEGER, stale_since INTEGER, retired INTEGER, epoch INTEGER, sequence INTEGER,
            idx INTEGER, last_in_use INTEGER, in_use_in_log INTEGER,
            PRIMARY KEY (community, zone, name)) WITHOUT ROWID;
        INSERT INTO point VALUES ('opc', 'hall', 'desk/1/occupied', NULL, 1, 1, NULL, 192, 1, 1, 1, 0, 7, 1, 0, 1, 0);
        """;

    public override string Name => "live snapshot";

    public override string FileName => "live.snapshot";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1 in SQLite, under its old name"] = path =>
        {
            File.Delete(path);
            Execute(Path.Combine(Path.GetDirectoryName(path)!, "live.db"), Version1);
        },
        ["1 in SQLite, under the new name"] = path =>
        {
            File.Delete(path);
            Execute(path, Version1);
        },
        ["1 in the present form"] = path => Change(path, 1),
    };

    public override void MakeNewer(string path) => Change(path, 99);

    public override Task WriteAsync(string directory)
    {
        var live = new LiveState();
        lock (live.Gate)
        {
            for (var i = 0; i < 100; i++)
            {
                var point = live.PointOf("opc", "hall", $"desk/{i}/occupied");
                (point.Gateway, point.Value) = (live.GatewayOf("opc/a"), PointValue.Of(i % 2 == 0));
            }
            live.Publish(77);
        }
        new LiveSnapshotFile(Path.Combine(directory, FileName)).Save(live.CopyForSaving());
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        var live = new LiveState();
        var position = new LiveSnapshotFile(Path.Combine(directory, FileName)).Load(live, out var reason);
        return Task.FromResult(new OpenedFile([.. live.Points.Select(point => $"{position} {point.ToLive()}")], reason is null ? [] : [reason]));
    }

    private static void Change(string path, byte version)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[VersionAt] = version;
        File.WriteAllBytes(path, bytes);
    }
}
