using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

/// <summary>Two clouds with data directories of their own on one PostgreSQL database.</summary>
public sealed class SecondCloudTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_second_cloud_on_one_PostgreSQL_database_is_refused_and_starts_when_the_first_has_ended()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var settings = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(settings, $$"""{ "registry": { "provider": "postgresql", "connectionString": "{{postgres.Address("postgres")}}" } }""");
        await using (var first = await CloudServer.StartAsync(_data.File("first"), broker: null, "--settings", settings))
        {
            using var text = new StringWriter { NewLine = "\n" };
            string[] arguments = ["--data", _data.File("second"), "--settings", settings, "--port", Port(), "--broker-port", Port()];
            Assert.Equal(1, await CloudCommand.RunAsync(arguments, text, text));
            Assert.Equal(
                "opcspaces-cloud: another opcspaces-cloud writes its usage records into this PostgreSQL database: stop it, or give this one another database (registry.connectionString)",
                text.ToString().Split('\n').Single(line => line.StartsWith("opcspaces-cloud: ", StringComparison.Ordinal)));
            await first.StopAsync();
        }

        // The accounts are in the database of both.
        File.Copy(Path.Combine(_data.File("first"), CloudSignIn.KeyFile), Path.Combine(_data.File("second"), CloudSignIn.KeyFile));
        await using var second = await CloudServer.StartAsync(_data.File("second"), broker: null, "--settings", settings);
        Assert.StartsWith("Listening", await second.Client.GetStringAsync("healthz"), StringComparison.Ordinal);
    }

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
