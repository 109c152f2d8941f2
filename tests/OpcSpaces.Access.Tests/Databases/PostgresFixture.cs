using Npgsql;
using OpcSpaces.Testing;

namespace OpcSpaces.Access.Tests.Databases;

/// <summary>One PostgreSQL for all tests that need it; each takes a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private int _databases;

    public PostgresServer Server { get; private set; } = null!;

    /// <summary>Makes a database and returns its connection string.</summary>
    public string NewDatabase()
    {
        var name = $"access_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(Server.Address("postgres"));
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        create.ExecuteNonQuery();
        return Server.Address(name);
    }

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
