using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Deletes one kind of data when its retention has ended. One run at a time. A run that fails or is stopped leaves the rest for the next.</summary>
internal interface IRetention
{
    /// <summary>A short name for logs, status and the log of deletions, such as <c>raw-readings</c>.</summary>
    string Kind { get; }

    /// <summary>The setting with its value, such as <c>privacy.rawDays=30</c>.</summary>
    string Rule { get; }

    /// <summary>Everything before this time is due.</summary>
    /// <param name="now">The present.</param>
    DateTimeOffset DueBefore(DateTimeOffset now);

    /// <summary>Deletes what is due.</summary>
    /// <param name="before">What <see cref="DueBefore"/> has said.</param>
    /// <param name="log">Takes each deletion right after it was done.</param>
    /// <param name="stop">Ends the run between two steps.</param>
    /// <returns>Why something that is due had to stay, in words; null where nothing did.</returns>
    Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop);
}
