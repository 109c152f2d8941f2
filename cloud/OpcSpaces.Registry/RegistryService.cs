using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;

namespace OpcSpaces.Registry;

/// <summary>
/// Opens the registry when the host starts, and brings into the journal what a crash or a full disk has left out. A registry that cannot be
/// used at all stops the start; one that cannot be reached is tried again, and does not hinder the rest of the host.
/// </summary>
internal sealed partial class RegistryService(RegistryStore store, RegistryHealth health, RegistryOptions options, TimeProvider time, ILogger<RegistryService> logger) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TrySettle();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.RetryPauseMs), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) TrySettle();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private void TrySettle()
    {
        try
        {
            store.Settle();
            if (health.Set(null)) Back();
        }
        catch (RegistryUnavailableException e)
        {
            if (health.Set(e.Message)) Away(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The registry is away, and is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Information, "The registry is back.")]
    private partial void Back();
}
