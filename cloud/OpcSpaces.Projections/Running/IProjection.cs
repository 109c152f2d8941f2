using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Running;

/// <summary>
/// Something that is derived from the journal and can be rebuilt from it. One runner calls it, from one thread at a time, with the
/// entries in order. After a failure the runner calls <see cref="ResumeAsync"/> and continues behind the entry that it returns.
/// A projection ignores entries of a <see cref="JournalKind"/> that it does not know: a newer version may have written them.
/// </summary>
/// <remarks>
/// Exceptions decide what happens next. An outage (<see cref="Outage"/>: a store or a disk that is away) is retried for ever. Every other
/// exception is a bug: the runner retries a few times and then stops this projection until the process restarts.
/// </remarks>
public interface IProjection
{
    /// <summary>A short name for status, logs and the page, such as <c>live</c>. It is unique in the process.</summary>
    string Name { get; }

    /// <summary>How long to gather before the next group after a group that reached the journal's end: larger groups cost less.</summary>
    TimeSpan Pace { get; }

    /// <summary>The last entry that it does not have to read again, whatever happens next; 0 before it has resumed. The content of entries up to it may expire. Thread-safe.</summary>
    long SavedPosition { get; }

    /// <summary>Loads what the projection has kept and returns the last entry that it holds; 0 for none.</summary>
    /// <param name="journal">The journal, to read the births that are valid at that entry.</param>
    /// <param name="journalEnd">
    /// The last entry that this projection can have seen. A kept position beyond it is of entries that the journal has lost, because it was
    /// restored from a backup: the projection must discard what lies beyond.
    /// </param>
    /// <param name="cancellation">Cancels when the process stops.</param>
    /// <exception cref="OtherJournalException">What was kept is of another journal (<see cref="Journal.Identity"/>), and was left as it is. Then the process does not start.</exception>
    ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation);

    /// <summary>Applies entries and returns when readers can see them. Each projection decides by itself when they are durable.</summary>
    ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);

    /// <summary>Saves what it has, before a clean stop. Not called while a failure has not been repaired by <see cref="ResumeAsync"/>.</summary>
    ValueTask StopAsync();
}
