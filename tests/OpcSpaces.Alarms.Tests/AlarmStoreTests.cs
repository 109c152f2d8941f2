using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Alarms.Tests;

public sealed class SqliteAlarmStoreTests : AlarmStoreContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresAlarmStoreTests(PostgresFixture fixture) : AlarmStoreContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
