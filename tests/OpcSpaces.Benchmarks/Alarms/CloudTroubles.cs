using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>Makes the faults of the cloud, and waits until it knows of them. Virtual time stands still meanwhile.</summary>
internal sealed class CloudTroubles(FactsCloud cloud, FaultyFleet fleet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IngestHealth _health = cloud.Services.GetRequiredService<IngestHealth>();
    private readonly ProjectionSet _projections = cloud.Services.GetRequiredService<ProjectionSet>();
    private readonly FaultyUsageStore _usage = cloud.Services.GetRequiredService<FaultyUsageStore>();

    public IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Do)> StepsOf(CloudFault fault) => fault.Kind switch
    {
        CloudFaultKind.BrokerAway => [(fault.From, _ => LoseBrokerAsync()), (fault.To, _ => FindBrokerAsync())],
        _ => [(fault.From, _ => SetUsage(isAway: true)), (fault.To, _ => SetUsage(isAway: false))],
    };

    /// <summary>Completes when every projection has read the journal, except for one whose store is away.</summary>
    public async Task CatchUpAsync(CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (_projections.Status.Any(projection => projection.IsTrouble ? !_usage.IsAway : projection.Lag > 0))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException(string.Join(", ", _projections.Status));
            await Task.Delay(TimeSpan.FromMilliseconds(1), stop);
        }
    }

    private async Task LoseBrokerAsync()
    {
        fleet.IsCloudAway = true;
        await cloud.Link.CutAsync(this);
        await Eventually.ThatAsync(() => _health.Condition == IngestCondition.BrokerUnavailable, Patience, "the cloud knows that the broker is away");
    }

    private async Task FindBrokerAsync()
    {
        cloud.Link.Restore(this);
        await Eventually.ThatAsync(() => _health.Condition == IngestCondition.Listening, Patience, "the cloud listens again");
        fleet.IsCloudAway = false;
    }

    private Task SetUsage(bool isAway)
    {
        _usage.IsAway = isAway;
        return Task.CompletedTask;
    }
}
