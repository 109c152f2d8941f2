using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Deletes one kind of data when its retention has ended. One run at a time. A run that fails or is stopped leaves the rest for the next.</summary>
internal interface IRetention
{
    /// <summary>What is due.</summary>
    RetentionRule Rule { get; }

    /// <summary>Up to when the next run deletes.</summary>
    /// <param name="now">The present.</param>
    DateTimeOffset DueBefore(DateTimeOffset now) => Rule.DueBefore(now);

    /// <summary>Deletes what is due.</summary>
    /// <param name="before">What <see cref="DueBefore"/> has said.</param>
    /// <param name="log">Takes each deletion right after it was done.</param>
    /// <param name="stop">Ends the run between two steps.</param>
    /// <returns>Why something that is due had to stay, in words; null where nothing did.</returns>
    Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop);
}
