namespace OpcSpaces.Cloud.Tests.Access;

public sealed class RouteMatrixTests(SharedCommunities shared) : RouteMatrixContract(shared), IClassFixture<SharedCommunities>;

/// <summary>The same with PostgreSQL.</summary>
public sealed class PostgresRouteMatrixTests(PostgresSharedCommunities shared) : RouteMatrixContract(shared), IClassFixture<PostgresSharedCommunities>;
