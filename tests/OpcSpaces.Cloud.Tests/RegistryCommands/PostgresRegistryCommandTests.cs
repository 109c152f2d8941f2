using OpcSpaces.Registry.Tests.Databases;

namespace OpcSpaces.Cloud.Tests.RegistryCommands;

/// <summary>The commands on PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresRegistryCommandTests(PostgresFixture fixture) : RegistryCommandContract(fixture.NewDatabase());
