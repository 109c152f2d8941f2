using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Sqlite.Tests.Durable.Files;

/// <summary>How far an InfluxDB is, whose first version did not know of which journal it was. No server is asked.</summary>
internal sealed class InfluxPositionCase : DurableFile
{
    public override string Name => "influx positions";

    public override string FileName => "influx-position.db";

    public override IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>
    {
        ["1"] = path => Replace(
            path,
            "PRAGMA application_id = 0x4F504349; PRAGMA user_version = 1; CREATE TABLE position(target TEXT PRIMARY KEY, journal_id INTEGER NOT NULL) WITHOUT ROWID;",
            "INSERT INTO position SELECT target, journal_id FROM present.position;"),
    };

    public override async Task WriteAsync(string directory)
    {
        using var letters = DeadLetterCase.Open(directory, "other.db");
        await using var store = Open(directory, letters);
        await store.RewindAsync(42, CancellationToken.None);
    }

    public override async Task<OpenedFile> OpenAsync(string directory)
    {
        using var letters = DeadLetterCase.Open(directory, "other.db");
        await using var store = Open(directory, letters);
        return new OpenedFile(store.Position == 0 ? [] : [$"{store.Position}"], []);
    }

    private InfluxSeriesStore Open(string directory, DeadLetterTable letters) => new(
        new InfluxOptions { Url = "http://127.0.0.1:1", PositionPath = Path.Combine(directory, FileName) }, letters, TimeProvider.System);
}
