using OpcSpaces.Notices.Tests.Delivering;
using OpcSpaces.Notices.Tests.Killing;
using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Notices.Tests;

public sealed class SqliteDeliveryTests : DeliveryContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresDeliveryTests(PostgresFixture fixture) : DeliveryContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}

public sealed class SqliteQuietTests : QuietContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresQuietTests(PostgresFixture fixture) : QuietContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}

public sealed class SqliteKillTests : KillContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresKillTests(PostgresFixture fixture) : KillContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
