using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Cloud.Hosting;

/// <summary>Takes the database of the usage records before anything else starts: a second cloud on one database does not start.</summary>
internal sealed class UsageStoreClaim(WatchedUsageStore store) : IHostedLifecycleService
{
    // Projections resume in this phase too, and services take their turns in the order in which they were added.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (store.Inner is PostgresUsageStore postgres) postgres.Claim();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
