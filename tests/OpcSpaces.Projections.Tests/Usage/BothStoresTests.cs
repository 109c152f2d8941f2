using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>A projection that writes to PostgreSQL, beside one that writes to SQLite.</summary>
public sealed class BothStoresTests : IDisposable
{
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Both_databases_have_the_same_records_also_after_crashes()
    {
        await using var server = await PostgresServer.StartAsync();
        using var postgres = new PostgresUsageStore(server.Address("postgres"));
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var gateways = new[] { _bench.Add("G1", 2), _bench.Add("G2", 1, group: "C2") };
        var (projection, position) = (_bench.Projection(postgres), 0L);
        await projection.ResumeAsync(_bench.Cloud.Journal, 0, CancellationToken.None);
        for (var step = 0; step < 150; step++)
        {
            RandomDay.Step(_bench, gateways, random);
            if (random.Next(20) == 0) await projection.StopAsync();
            if (random.Next(15) == 0)
            {
                // As after a crash: from the last snapshot.
                projection = _bench.Projection(postgres);
                position = _bench.Resume(projection, _bench.Cloud.Journal.LastId);
            }

            while (_bench.Cloud.Journal.Read(position, 50) is { Count: > 0 } entries)
            {
                await projection.ApplyAsync(entries, CancellationToken.None);
                position = entries[^1].Id;
            }
        }

        using var sqlite = _bench.Rebuilt("rebuilt.db");
        Assert.True(sqlite.Count() > 20, $"seed {seed}");
        Assert.Equal(sqlite.Count(), postgres.Count());
        Assert.Equal(sqlite.Zones(), postgres.Zones());
        foreach (var zone in sqlite.Zones())
        {
            for (var hour = 0; hour < 14; hour++)
            {
                Assert.True(
                    Contents(sqlite).SequenceEqual(Contents(postgres)), $"seed {seed}, {zone}, hour {hour}");

                IEnumerable<string> Contents(IUsageStore store) =>
                    store.ReadRevisions(zone, UsageBench.HourMs(hour)).Select(record => $"{record.Revision} {Convert.ToHexString(UsageContent.Write(record))}");
            }
        }
    }
}
