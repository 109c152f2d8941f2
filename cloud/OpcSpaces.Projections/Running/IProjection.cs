using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Running;

/// <summary>
/// Something that is derived from the journal and can be made again from it. Called by one runner, entries in order and each
/// once per run; after a failure the runner calls <see cref="ResumeAsync"/> and goes on from where it says.
/// </summary>
internal interface IProjection
{
    string Name { get; }

    /// <summary>How long to gather before the next group, when the last one was at the journal's end: larger groups cost less.</summary>
    TimeSpan Pace { get; }

    /// <summary>Takes up what the projection has kept; answers the last entry that it holds.</summary>
    /// <param name="journal">To read the births that are valid there, and to see whether it still reaches so far: a journal restored from a backup does not.</param>
    ValueTask<long> ResumeAsync(Journal journal, CancellationToken cancellation);

    /// <summary>Takes in entries; returns when they are where readers see them (durability is the projection's own business).</summary>
    ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);

    /// <summary>Keeps what it has, before a clean stop.</summary>
    ValueTask StopAsync();
}
