using OpcSpaces.Ingest.Status;

namespace OpcSpaces.Projections.Running;

/// <summary>All projections of one journal.</summary>
internal sealed class ProjectionSet(IReadOnlyList<ProjectionRunner> runners)
{
    public IReadOnlyList<ProjectionStatus> Status => [.. runners.Select(runner => runner.Status)];

    /// <summary>Each takes up its kept position: before anything is appended to the journal.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        foreach (var runner in runners)
            await runner.ResumeAsync(cancellation);
    }

    /// <summary>Runs all of them until cancelled.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(runners.Select(runner => Task.Run(() => runner.RunAsync(stop), CancellationToken.None)));
}
