using OpcSpaces.Cloud.Settings;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>One cloud with two communities for all tests of a class that leave it as it is: a start takes seconds.</summary>
public class SharedCommunities : IAsyncLifetime
{
    internal TwoCommunities Site { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Site = await TwoCommunities.StartAsync(await PostgresAsync(), Adjust);

    public virtual async Task DisposeAsync() => await Site.DisposeAsync();

    /// <summary>The connection string of an empty database; null for SQLite.</summary>
    protected virtual Task<string?> PostgresAsync() => Task.FromResult<string?>(null);

    /// <summary>Changes what the cloud is started with.</summary>
    protected virtual void Adjust(CloudOptions options)
    {
    }
}

/// <summary>The same with registry, usage, accounts, alarms and notices in PostgreSQL.</summary>
public sealed class PostgresSharedCommunities : SharedCommunities
{
    private PostgresServer _postgres = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    protected override async Task<string?> PostgresAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        return _postgres.Address("postgres");
    }
}
