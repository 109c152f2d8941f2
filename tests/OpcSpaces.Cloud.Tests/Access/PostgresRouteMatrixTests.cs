using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>The same with registry, usage and accounts in PostgreSQL.</summary>
public sealed class PostgresRouteMatrixTests : RouteMatrixTests
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
