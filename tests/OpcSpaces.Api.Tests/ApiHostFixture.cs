namespace OpcSpaces.Api.Tests;

/// <summary>One API for all tests of a class that change nothing.</summary>
public sealed class ApiHostFixture : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
