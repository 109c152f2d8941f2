using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Registry.Tests.Committing;

public sealed class SqliteRegistryTests : RegistryContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresRegistryTests(PostgresFixture fixture) : RegistryContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
