using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>One cloud with two communities for all tests of a class that leave it as it is: a start takes seconds.</summary>
public class SharedCommunities : IAsyncLifetime
{
    private PostgresServer? _postgres;

    internal TwoCommunities Site { get; private set; } = null!;

    /// <summary>Whether registry, usage, accounts, alarms and notices are in PostgreSQL.</summary>
    protected virtual bool IsPostgres => false;

    public async Task InitializeAsync()
    {
        if (IsPostgres) _postgres = await PostgresServer.StartAsync();
        Site = await TwoCommunities.StartAsync(_postgres?.Address("postgres"));
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresSharedCommunities : SharedCommunities
{
    protected override bool IsPostgres => true;
}
