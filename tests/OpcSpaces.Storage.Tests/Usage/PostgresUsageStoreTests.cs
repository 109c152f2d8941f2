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

    protected override IUsageStore Open() => new PostgresUsageStore(_database ??= fixture.NewDatabase());
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
