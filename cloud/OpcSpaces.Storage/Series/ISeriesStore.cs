using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Series;

/// <summary>
/// Stores readings as time series. A reading is identified by (series, time): writing it again changes nothing, so the same journal
/// entries may be written any number of times. One writer at a time; reading is thread-safe beside it. Every store keeps Booleans as
/// the integers 0 and 1, because integers can be averaged.
/// </summary>
public interface ISeriesStore : IAsyncDisposable
{
    /// <summary>
    /// Which journal <see cref="Position"/> is of; to be called before it is used. A store of our own holds the readings of one journal. On a server
    /// any number of journals may write, because a reading that is written again changes nothing: there each has a position of its own.
    /// </summary>
    /// <exception cref="OtherJournalException">The store belongs to another journal. Nothing was changed.</exception>
    void BelongTo(JournalIdentity journal);

    /// <summary>The journal entry up to which everything is durable here; 0 at the beginning.</summary>
    long Position { get; }

    /// <summary>
    /// Writes the batch and then the position. Returns when both are stored; while the store is away it waits and tries again until it
    /// is cancelled, and the position stays as it was. Points that the store never accepts become dead letters and are counted.
    /// </summary>
    Task WriteAsync(SeriesBatch batch, long position, CancellationToken cancellation);

    /// <summary>Sets the position back (or to 0), for a rebuild or a journal that was restored from a backup. Readings stay.</summary>
    Task RewindAsync(long position, CancellationToken cancellation);

    /// <summary>Readings of one series with fromNs ≤ time &lt; toNs, in order of time, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<SeriesSample>> ReadAsync(SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation);

    /// <summary>The newest reading of one series before a time; null when there is none.</summary>
    Task<SeriesSample?> ReadBeforeAsync(SeriesKey series, long beforeNs, CancellationToken cancellation);

    /// <summary>
    /// What the readings of one series are together in each part of a grid; parts without readings are left out. Readings that are written
    /// late are in the next answer.
    /// </summary>
    Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey series, SeriesGrid grid, CancellationToken cancellation);

    /// <summary>How many readings one series holds, including those without a value.</summary>
    Task<long> CountAsync(SeriesKey series, CancellationToken cancellation);

    /// <summary>Every series that holds something, in no order.</summary>
    Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation);

    /// <summary>
    /// Removes the readings of a measurement before a time, because their retention has ended. In small steps where the store allows it; what is
    /// written meanwhile waits for a step at most. May be called beside the writer.
    /// </summary>
    /// <param name="measurement">The measurement.</param>
    /// <param name="communities">On a server, which others may share, only the readings of these; in a store of our own all.</param>
    /// <param name="before">The time; the readings at it stay.</param>
    /// <param name="removed">Told right after each step of which community (empty for all) how many were removed; null where the server does not say.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="SeriesUnavailableException">The store cannot be reached, or does not allow or have deletes.</exception>
    Task ExpireAsync(string measurement, IReadOnlyCollection<string> communities, DateTimeOffset before, Action<string, long?> removed, CancellationToken cancellation);

    SeriesStoreStatus Status { get; }
}
