using Microsoft.Extensions.Hosting;

namespace OpcSpaces.Projections.Running;

/// <summary>Runs the projections. They resume before any hosted service starts, so before ingest appends its first entry.</summary>
internal sealed class ProjectionService(ProjectionSet projections) : BackgroundService, IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => projections.ResumeAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => projections.RunAsync(stoppingToken);
}
