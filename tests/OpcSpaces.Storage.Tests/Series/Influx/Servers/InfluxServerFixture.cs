using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Servers;

/// <summary>One InfluxDB 1.6 for a class of tests; each test takes a database of its own.</summary>
public sealed class InfluxServerFixture : IAsyncLifetime
{
    private int _databases;

    public InfluxServer Server { get; private set; } = null!;

    /// <summary>A name that no test has had.</summary>
    public string NextDatabase() => $"test {Interlocked.Increment(ref _databases)} \"quoted\"";

    public async Task InitializeAsync() => Server = await InfluxServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
