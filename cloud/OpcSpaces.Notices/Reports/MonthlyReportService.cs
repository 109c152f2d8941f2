using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Databases;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Notices.Reports;

/// <summary>Looks every ten minutes whether a report is due. A store that is away, and a bug in one report, stop nothing else, and it is tried again.</summary>
internal sealed partial class MonthlyReportService(MonthlyReports reports, TimeProvider time, ILogger<MonthlyReportService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await TryAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            if (await reports.MakeAsync(stop) is > 0 and var count) Made(count);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException or UsageUnavailableException)
        {
            Away(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Bug(e);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} monthly reports were made.")]
    private partial void Made(int count);

    [LoggerMessage(LogLevel.Warning, "Monthly reports cannot be made now, and it is tried again: {Fault}")]
    private partial void Away(string fault);

    [LoggerMessage(LogLevel.Error, "Monthly reports failed because of a bug, and are tried again.")]
    private partial void Bug(Exception e);
}
