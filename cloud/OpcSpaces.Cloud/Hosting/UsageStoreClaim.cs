using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Hosting;

/// <summary>Takes the database of the usage records before anything else starts: a second cloud on one database does not start.</summary>
internal sealed class UsageStoreClaim(IUsageStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store is PostgresUsageStore postgres) postgres.Claim();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
