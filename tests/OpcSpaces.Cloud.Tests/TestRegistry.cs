using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

/// <summary>A registry with its journal, without a host.</summary>
internal sealed class TestRegistry : IDisposable
{
    private readonly TemporaryDirectory _folder = new("registry");
    private readonly Journal _journal;
    private readonly RegistryDatabase _database;

    public TestRegistry()
    {
        _journal = new Journal(new JournalOptions { Path = _folder.File("journal.db") });
        _database = new RegistryDatabase(new RegistryOptions { Path = _folder.File("registry.db") });
        Store = new RegistryStore(_database, _journal, TimeProvider.System, NullLogger<RegistryStore>.Instance);
        Reader = new RegistryReader(_database);
    }

    public RegistryStore Store { get; }

    public RegistryReader Reader { get; }

    /// <summary>Whether the database cannot be read.</summary>
    public bool IsAway
    {
        get;
        set
        {
            if (field == value) return;
            field = value;
            using var database = SqliteDatabase.Open(_folder.File("registry.db"), null);
            foreach (var table in (string[])["registry_head", "changed_rows"])
                database.Execute(value ? $"ALTER TABLE {table} RENAME TO {table}_away" : $"ALTER TABLE {table}_away RENAME TO {table}");
        }
    }

    public void Put(params object[] rows) => Commit(new RegistryEdit("eva", "test") { Put = [.. rows] });

    public void Remove(params RowName[] rows) => Commit(new RegistryEdit("eva", "test") { Remove = [.. rows] });

    public void Dispose()
    {
        _database.Dispose();
        _journal.Dispose();
        _folder.Dispose();
    }

    private void Commit(RegistryEdit edit) => Assert.IsType<Committed>(Store.Commit(edit));
}
