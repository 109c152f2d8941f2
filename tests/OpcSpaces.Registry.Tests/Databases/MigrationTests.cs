using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Testing;

namespace OpcSpaces.Registry.Tests.Databases;

[Collection(PostgresTests.Name)]
public sealed class MigrationTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryDirectory _folder = new("registry");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_change_of_the_model_is_without_its_migration()
    {
        using RegistryContext sqlite = new SqliteRegistryContext.Factory().CreateDbContext([]), server = new PostgresRegistryContext.Factory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Registry NAME");
        Assert.False(server.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Registry NAME");
        Assert.Equal(sqlite.Database.GetMigrations().Select(Name), server.Database.GetMigrations().Select(Name));

        static string Name(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public void What_EF_Core_makes_stays_inside()
    {
        var visible = typeof(RegistryStore).Assembly.GetExportedTypes();
        Assert.DoesNotContain(visible, type => type.IsAssignableTo(typeof(DbContext)) || type.Namespace!.Contains(".Migrations", StringComparison.Ordinal) || type.Namespace.EndsWith(".Rows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_commit_is_synced_to_the_disk()
    {
        using var bench = new RegistryBench(_folder.FullPath, null);
        bench.Store.Settle();
        using var context = bench.Database.Create();
        context.Database.OpenConnection();

        Assert.Equal(2, Scalar(context, "PRAGMA synchronous"));
        Assert.Equal("wal", Scalar(context, "PRAGMA journal_mode"));
        Assert.Equal(0x4F504352L, Scalar(context, "PRAGMA application_id"));

        static object? Scalar(RegistryContext context, string sql)
        {
            using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar() is long number && number < 10 ? (int)number : command.ExecuteScalar();
        }
    }

    /// <summary>SQLite cannot add a foreign key: EF Core copies the table, and takes the copy for the original in another transaction.</summary>
    [Fact]
    public void An_upgrade_that_was_killed_between_copy_and_exchange_goes_on()
    {
        using var bench = new RegistryBench(_folder.FullPath, null);
        bench.FillFirstVersion();
        using (var context = bench.Database.Create()) context.Database.ExecuteSqlRaw("CREATE TABLE ef_temp_absences(a)");

        Assert.True(bench.Store.Settle());
    }

    [Theory]
    [InlineData("CREATE TABLE a(b); PRAGMA application_id=7", "is not a registry but another SQLite file")]
    [InlineData("CREATE TABLE a(b)", "is not a registry but another SQLite file")]
    [InlineData("PRAGMA application_id=1330660178; PRAGMA user_version=99", "is a registry of version 99, and this program knows the versions up to 3")]
    public void A_foreign_or_a_newer_file_is_refused_and_not_changed(string sql, string expected)
    {
        var path = _folder.File("registry.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(path);
        using var bench = new RegistryBench(_folder.FullPath, null);

        Assert.Contains(expected, Assert.Throws<RegistryRefusedException>(() => bench.Store.Settle()).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(_folder.File("registry.db"), new string('x', 5_000));
        using var bench = new RegistryBench(_folder.FullPath, null);
        Assert.Contains("restore it from a backup", Assert.Throws<RegistryRefusedException>(() => bench.Store.Settle()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_PostgreSQL_registry_is_refused()
    {
        var address = postgres.NewDatabase();
        using (var first = new RegistryBench(_folder.FullPath, address))
        {
            first.Store.Settle();
            using var context = first.Database.Create();
            context.Database.ExecuteSqlRaw($"INSERT INTO {PostgresRegistryContext.Schema}.\"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '99')");
        }

        using var bench = new RegistryBench(_folder.FullPath, address);
        Assert.Contains("newer version (29990101000000_Later)", Assert.Throws<RegistryRefusedException>(() => bench.Store.Settle()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_that_a_killed_upgrade_has_left_does_not_stop_the_next_start()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File("registry.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE \"__EFMigrationsLock\"(\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES(1, '2026-01-01'); PRAGMA application_id=1330660178; PRAGMA user_version=1";
            command.ExecuteNonQuery();
        }

        using var bench = new RegistryBench(_folder.FullPath, null);
        Assert.True(bench.Store.Settle());
    }

    [Fact]
    public void A_server_that_is_away_is_named_without_the_password()
    {
        using var database = new RegistryDatabase(new() { Provider = DatabaseProvider.Postgresql, ConnectionString = $"Host=127.0.0.1;Port={FreePort.Next()};Username=eva;Password=hunter2;Timeout=5" });
        var message = Assert.Throws<RegistryUnavailableException>(database.Open).ToString();
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
        using var wrong = new RegistryDatabase(new() { Provider = DatabaseProvider.Postgresql, ConnectionString = "Host=127.0.0.1;Hunter2=hunter2" });
        Assert.DoesNotContain("hunter2", Assert.Throws<RegistryRefusedException>(wrong.Open).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_connection_string_may_stand_in_a_file()
    {
        var file = _folder.File("secret");
        File.WriteAllText(file, $"{postgres.NewDatabase()}\n");
        using var database = new RegistryDatabase(new() { Provider = DatabaseProvider.Postgresql, ConnectionStringFile = file });
        database.Open();
        Assert.Equal(0, new RegistryReader(database).Version);
    }

    [Fact]
    public void A_registry_that_is_older_than_the_journal_is_refused()
    {
        using (var bench = new RegistryBench(_folder.FullPath, null))
        {
            bench.Put(Sample.Rows());
            using var context = bench.Database.Create();
            context.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var old = File.ReadAllBytes(_folder.File("registry.db"));
        using (var bench = new RegistryBench(_folder.FullPath, null)) bench.Put(Sample.Tenant("t-2"));
        File.Delete(_folder.File("registry.db-wal"));
        File.WriteAllBytes(_folder.File("registry.db"), old);

        using var restored = new RegistryBench(_folder.FullPath, null);
        Assert.Contains("the registry is an older copy than the journal", Assert.Throws<RegistryRefusedException>(() => restored.Store.Settle()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_database_starts_a_new_history_in_the_journal()
    {
        using (var bench = new RegistryBench(_folder.FullPath, null)) bench.Put(Sample.Rows());
        foreach (var file in Directory.EnumerateFiles(_folder.FullPath, "registry.db*")) File.Delete(file);

        using var fresh = new RegistryBench(_folder.FullPath, null);
        fresh.Put(new District("futian", "福田区"));

        Assert.Equal((1L, "福田区"), (fresh.Fold().Version, Assert.Single(fresh.Fold().Rows.Of<District>()).Name));
        Assert.Equal(2, fresh.Entries().Select(entry => entry.Epoch).Distinct().Count());
    }
}
