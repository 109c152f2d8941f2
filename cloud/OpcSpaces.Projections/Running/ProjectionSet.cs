using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Running;

/// <summary>All projections of one journal. <see cref="Status"/> is safe from any thread.</summary>
public sealed class ProjectionSet
{
    private readonly IReadOnlyList<ProjectionRunner> _runners;

    internal ProjectionSet(IReadOnlyList<ProjectionRunner> runners) => _runners = runners;

    /// <summary>How each projection is doing, in the order in which they were added.</summary>
    public IReadOnlyList<ProjectionStatus> Status => [.. _runners.Select(runner => runner.Status)];

    /// <summary>The projection that still has to read the most, and how far it is: entries up to there are needed by none (<see cref="IProjection.SavedPosition"/>). Null where there is no projection.</summary>
    public (string Name, long SavedPosition)? Slowest => _runners.Count == 0
        ? null
        : _runners.Select(runner => (runner.Name, runner.SavedPosition)).MinBy(runner => runner.SavedPosition);

    /// <summary>Each loads what it has kept, before anything is appended to the journal.</summary>
    /// <exception cref="OtherJournalException">Of every projection that has kept what came of another journal.</exception>
    internal async Task ResumeAsync(CancellationToken cancellation)
    {
        var faults = new List<string>();
        foreach (var runner in _runners)
        {
            try
            {
                await runner.ResumeAsync(cancellation);
            }
            catch (OtherJournalException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        if (faults.Count > 0) throw new OtherJournalException(faults);
    }

    /// <summary>Runs all of them until cancelled.</summary>
    internal Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(_runners.Select(runner => Task.Run(() => runner.RunAsync(stop), CancellationToken.None)));
}
