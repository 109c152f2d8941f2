using Npgsql;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Usage;

public sealed class PostgresUsageStoreTests(PostgresUsageFixture fixture) : UsageStoreContract, IClassFixture<PostgresUsageFixture>
{
    private string? _database;

    [Fact]
    public void A_server_that_is_away_is_an_outage_and_names_no_password()
    {
        using var store = new PostgresUsageStore("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=secret-word;Timeout=2");
        var error = Assert.Throws<UsageUnavailableException>(() => store.Count());
        Assert.DoesNotContain("secret-word", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_process_reads_and_cannot_write_until_the_first_has_ended()
    {
        var database = fixture.NewDatabase();
        using var second = new PostgresUsageStore(database);
        using (var first = new PostgresUsageStore(database))
        {
            first.Claim();
            first.Write([Record("a", 0)], null);
            Assert.Equal(1, second.Count());
            Assert.Contains("another opcspaces-cloud", Assert.Throws<UsageTakenException>(second.Claim).Message, StringComparison.Ordinal);
            Assert.Throws<UsageTakenException>(() => second.Write([Record("a", 1)], null));
            Assert.Throws<UsageTakenException>(() => second.DiscardAfter(0));
            first.Write([Record("a", 2)], null);
            Assert.Equal(2, first.Count());
        }

        second.Write([Record("a", 1)], null);
        Assert.Equal(3, second.Count());
    }

    [Fact]
    public void Who_has_lost_the_connection_takes_the_database_again_before_it_writes()
    {
        var database = fixture.NewDatabase();
        using var store = new PostgresUsageStore(database);
        store.Write([Record("a", 0)], null);
        using var other = new PostgresUsageStore(database);
        EndWriter(database);
        other.Write([Record("a", 1)], null); // it came first

        Assert.Throws<UsageUnavailableException>(() => store.Write([Record("a", 2)], null));
        Assert.Throws<UsageTakenException>(() => store.Write([Record("a", 2)], null));
        EndWriter(database);
        store.Write([Record("a", 2)], null);
        Assert.Equal(3, store.Count());
    }

    /// <summary>A machine that vanishes tells nobody: the server asks after ten seconds of silence, and the own side after thirty.</summary>
    [Fact]
    public void The_connection_that_has_the_lock_is_kept_alive_and_keeps_the_options_of_the_address()
    {
        using var writer = new PostgresWriter($"{fixture.NewDatabase()};Host=127.0.0.1;Options=-c statement_timeout=12345");
        var connection = writer.Open(TimeSpan.FromSeconds(5));
        Assert.Equal(["10", "5", "4", "12345ms"], ((string[])["tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "statement_timeout"]).Select(Show));
        Assert.Equal(30, new NpgsqlConnectionStringBuilder(connection.ConnectionString).KeepAlive);

        string? Show(string setting)
        {
            using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            return (string?)show.ExecuteScalar();
        }
    }

    private static void EndWriter(string database)
    {
        using var source = NpgsqlDataSource.Create(database);
        using var end = source.CreateCommand("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Assert.Equal(1L, end.ExecuteScalar());
    }

    // The server may not have noticed yet that the store before is gone.
    protected override IUsageStore Open()
    {
        var store = new PostgresUsageStore(_database ??= fixture.NewDatabase());
        store.Claim();
        return store;
    }

    protected override void MakeOld() => Ask("DROP TABLE opcspaces_usage.journal");

    protected override long WrittenBytes(Action work)
    {
        var before = (decimal)Ask("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")!;
        work();
        return (long)((decimal)Ask("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")! - before);
    }

    private object? Ask(string sql)
    {
        using var source = NpgsqlDataSource.Create(_database!);
        using var command = source.CreateCommand(sql);
        return command.ExecuteScalar();
    }
}

/// <summary>One PostgreSQL for all tests; each takes a database of its own.</summary>
public sealed class PostgresUsageFixture : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private int _databases;

    public string NewDatabase()
    {
        var name = $"usage_{Interlocked.Increment(ref _databases)}";
        using var source = NpgsqlDataSource.Create(_server.Address("postgres"));
        using var create = source.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
        return _server.Address(name);
    }

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();
}
