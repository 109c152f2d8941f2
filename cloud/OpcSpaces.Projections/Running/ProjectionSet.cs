namespace OpcSpaces.Projections.Running;

/// <summary>All projections of one journal. <see cref="Status"/> is safe from any thread.</summary>
public sealed class ProjectionSet
{
    private readonly IReadOnlyList<ProjectionRunner> _runners;

    internal ProjectionSet(IReadOnlyList<ProjectionRunner> runners) => _runners = runners;

    /// <summary>How each projection is doing, in the order in which they were added.</summary>
    public IReadOnlyList<ProjectionStatus> Status => [.. _runners.Select(runner => runner.Status)];

    /// <summary>Each loads what it has kept, before anything is appended to the journal.</summary>
    internal async Task ResumeAsync(CancellationToken cancellation)
    {
        foreach (var runner in _runners)
            await runner.ResumeAsync(cancellation);
    }

    /// <summary>Runs all of them until cancelled.</summary>
    internal Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(_runners.Select(runner => Task.Run(() => runner.RunAsync(stop), CancellationToken.None)));
}
