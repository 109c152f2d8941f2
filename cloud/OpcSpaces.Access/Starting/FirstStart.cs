using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Starting;

/// <summary>
/// Opens the database when the host starts. While there is no administrator, it prints one link by which the first administrator is made: a new one
/// at each start, so that there is no default password anywhere. A database that is away is tried again.
/// </summary>
internal sealed partial class FirstStart(AccessDatabase database, OneTimeLinks links, AccessAddress address, AccessOptions options, TimeProvider time, ILogger<FirstStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private bool _isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync();
        if (options.DemoVisitor) Demo(address.Url);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (!_isDone && await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync();
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task TryAsync()
    {
        try
        {
            database.Open();
            // Where everybody is signed in, no link is needed.
            if (!options.DemoVisitor && await links.NewFirstAsync() is { } secret) First($"{address.Url}{AccessPaths.Link}?secret={secret}");
            _isDone = true;
        }
        catch (DatabaseUnavailableException e)
        {
            Away(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no administrator yet. Make one with this link, which works once: {Link}")]
    private partial void First(string link);

    [LoggerMessage(LogLevel.Warning, "Demo: whoever opens {Url} on this machine is signed in as administrator. Never use this setting for anything else.")]
    private partial void Demo(string url);

    [LoggerMessage(LogLevel.Error, "Nobody can sign in, and it is tried again: {Fault}")]
    private partial void Away(string fault);
}
