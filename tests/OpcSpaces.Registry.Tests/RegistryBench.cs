using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Registry.Tests;

/// <summary>A registry with its journal, which can be closed and opened again.</summary>
internal sealed class RegistryBench : IDisposable
{
    private readonly string _folder;

    /// <param name="folder">Of the SQLite files.</param>
    /// <param name="postgres">A connection string; null for SQLite.</param>
    /// <param name="journalDisk">A faulty disk for the journal; null for a file of the folder.</param>
    public RegistryBench(string folder, string? postgres, FaultyVfs? journalDisk = null)
    {
        (_folder, Options) = (folder, OptionsOf(folder, postgres));
        Journal = new Journal(new JournalOptions { Path = journalDisk is null ? Path.Combine(folder, "journal.db") : "/journal.db", Vfs = journalDisk?.Name });
        Database = new RegistryDatabase(Options);
        Store = new RegistryStore(Database, Journal, Time, Logger);
        Reader = new RegistryReader(Database);
    }

    public RegistryOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public RecordingLogger<RegistryStore> Logger { get; } = new();

    public Journal Journal { get; }

    public RegistryDatabase Database { get; }

    public RegistryStore Store { get; }

    public RegistryReader Reader { get; }

    public static RegistryOptions OptionsOf(string folder, string? postgres) => postgres is null
        ? new() { Path = Path.Combine(folder, "registry.db") }
        : new() { Provider = DatabaseProvider.Postgresql, ConnectionString = postgres };

    public CommitOutcome Put(params IEnumerable<object> rows) => Store.Commit(new RegistryEdit("eva", "test") { Put = [.. rows] });

    /// <summary>Makes a registry of the first version, whose communities could not say whether they give figures of desks.</summary>
    /// <returns>Its rows, as an upgrade has to leave them.</returns>
    public IReadOnlyList<object> FillFirstVersion()
    {
        using var context = Database.Create();
        context.GetService<IMigrator>().Migrate("Initial");
        var isSqlite = Options.Provider == DatabaseProvider.Sqlite;
        if (isSqlite) context.Database.ExecuteSqlRaw("PRAGMA application_id=1330660178; PRAGMA user_version=1");
        const string Row = $"communities(id, name, district, time_zone) VALUES('{Sample.Hub}', 'Hub', 'nanshan', 'Asia/Shanghai')";
        context.Database.ExecuteSqlRaw(isSqlite ? $"INSERT INTO {Row}" : $"INSERT INTO {PostgresRegistryContext.Schema}.{Row}");
        var others = Sample.Rows().Where(row => row is not CommunityFacts).ToList();
        context.AddRange(others);
        context.SaveChanges();
        return [.. others, new CommunityFacts(Sample.Hub, "Hub", "nanshan", "Asia/Shanghai", DeskFigures: true)];
    }

    /// <summary>The registry as the journal alone has it.</summary>
    public RegistryFold Fold(long upToVersion = long.MaxValue)
    {
        var fold = new RegistryFold();
        foreach (var entry in Entries())
        {
            if (fold.Version >= upToVersion) break;
            fold.Apply(entry.Epoch, entry.Payload);
        }

        return fold;
    }

    public IReadOnlyList<JournalEntry> Entries() => [.. Journal.Read(0, int.MaxValue, long.MaxValue).Where(entry => entry.Kind == JournalKind.RegistryChange)];

    public void Dispose()
    {
        Database.Dispose();
        Journal.Dispose();
    }

    public override string ToString() => _folder;
}
