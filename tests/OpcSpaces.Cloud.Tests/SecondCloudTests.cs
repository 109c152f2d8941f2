using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests;

/// <summary>Two clouds with data directories of their own on one PostgreSQL database.</summary>
public sealed class SecondCloudTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("cloud");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_second_cloud_on_one_PostgreSQL_database_is_refused_also_after_the_first_has_ended_until_its_records_are_given_up()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var settings = _data.File("cloud.jsonc");
        await File.WriteAllTextAsync(settings, $$"""{ "registry": { "provider": "postgresql", "connectionString": "{{postgres.Address("postgres")}}" } }""");
        await using (var first = await CloudServer.StartAsync(_data.File("first"), broker: null, "--settings", settings))
        {
            Assert.Equal(
                (1, "opcspaces-cloud: another opcspaces-cloud writes its usage records into this PostgreSQL database: stop it, or give this one another database (registry.connectionString)"),
                await RunAsync(settings, "--port", Port(), "--broker-port", Port()));
            Assert.Equal((1, "opcspaces-cloud: another opcspaces-cloud writes its usage records into this PostgreSQL database: stop it, or give this one another database (registry.connectionString)"), await RunAsync(settings, "usage", "rebuild"));
            await first.StopAsync();
        }

        var (code, line) = await RunAsync(settings, "--port", Port(), "--broker-port", Port());
        Assert.Equal(1, code);
        Assert.Matches(
            $"^opcspaces-cloud: The table of usage records in the PostgreSQL database 'postgres' belongs to the journal [0-9a-f-]{{36}} \\({_data.File("first")}/journal.db on .*\\), and this cloud has the journal [0-9a-f-]{{36}} \\({_data.File("second")}/journal.db on .*\\): give this cloud a database of its own",
            line);
        await using (var first = await CloudServer.StartAsync(_data.File("first"), broker: null, "--settings", settings)) await first.StopAsync();

        (code, line) = await RunAsync(settings, "usage", "rebuild");
        Assert.Equal(0, code);
        Assert.Matches("^[0-9]+ usage records were dropped. The next start of the cloud makes them from the [0-9]+ entries of ", line);
        // The accounts are in the database of both.
        File.Copy(Path.Combine(_data.File("first"), CloudSignIn.KeyFile), Path.Combine(_data.File("second"), CloudSignIn.KeyFile));
        await using var second = await CloudServer.StartAsync(_data.File("second"), broker: null, "--settings", settings);
        Assert.StartsWith("Listening", await second.Client.GetStringAsync("healthz"), StringComparison.Ordinal);
    }

    /// <summary>The second cloud; returns its exit code, and the line that is for people.</summary>
    private async Task<(int Code, string Line)> RunAsync(string settings, params string[] arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var code = await CloudCommand.RunAsync([.. arguments, "--data", _data.File("second"), "--settings", settings], text, text);
        return (code, text.ToString().Split('\n').Single(line => line.StartsWith("opcspaces-cloud: ", StringComparison.Ordinal) || line.Contains(" usage records ", StringComparison.Ordinal)));
    }

    private static string Port() => FreePort.Next().ToString(CultureInfo.InvariantCulture);
}
