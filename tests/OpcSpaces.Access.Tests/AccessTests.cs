using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Access.Tests;

public sealed class SqliteAccessTests : AccessContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresAccessTests(PostgresFixture fixture) : AccessContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}

public sealed class SqliteHostileTests : HostileContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresHostileTests(PostgresFixture fixture) : HostileContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}

public sealed class SqliteCredentialTests : CredentialContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresCredentialTests(PostgresFixture fixture) : CredentialContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
