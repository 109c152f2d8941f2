using OpcSpaces.Databases;

namespace OpcSpaces.Notices.Messages;

/// <summary>Takes what happened, for the channels of its community. Thread-safe.</summary>
public interface INotices
{
    /// <summary>
    /// Stores a notice, and that each channel that wants it is told. After the return it is on the disk, and every such channel gets it once or, after a
    /// kill, again with the same id. Who may have been killed before the return adds it again: the id that is there already is left as it is.
    /// </summary>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="ArgumentException">The notice has faults; the message has every one.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is away: add it again later.</exception>
    Task<bool> AddAsync(Notice notice, CancellationToken cancellation = default);
}
