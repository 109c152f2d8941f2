using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>The usage records, whose first version did not know of which journal they came.</summary>
internal sealed class UsageCase : DurableFile
{
    private const long Start = 1_772_442_000_000;

    public override string Name => "usage records";

    public override string FileName => "usage.db";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => Execute(path, "DROP TABLE journal; PRAGMA user_version = 1"),
    };

    public override Task WriteAsync(string directory)
    {
        using var store = new SqliteUsageStore(Path.Combine(directory, FileName));
        store.Write([.. Enumerable.Range(0, 500).Select(Record)], new UsageSnapshot(3, 77, new byte[1_000]));
        return Task.CompletedTask;
    }

    public override Task<OpenedFile> OpenAsync(string directory)
    {
        using var store = new SqliteUsageStore(Path.Combine(directory, FileName));
        List<string> rows =
        [
            .. store.Read("opc", "hall", 0, long.MaxValue).Select(record => $"{record.StartMs} {Convert.ToHexString(UsageContent.Write(record))}"),
            .. store.ReadSnapshot() is { } snapshot ? [$"{snapshot.Version} {snapshot.Position} {snapshot.Content.Length}"] : Array.Empty<string>(),
        ];
        return Task.FromResult(new OpenedFile(rows, []));
    }

    private static EmittedRecord Record(int hour)
    {
        var record = new UsageRecord
        {
            Zone = new ZoneKey("opc", "hall"),
            StartMs = Start + (hour * 3_600_000L),
            Revision = 1,
            Closing = UsageClosing.Sealed,
            Places = [new PlaceUsage("desk/1", 3_600_000, hour, 0, 0, 0, 0, null)],
        };
        return new EmittedRecord(record, UsageContent.Write(record), 1 + hour);
    }
}
