using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Usage;

/// <summary>
/// Keeps usage records, each revision until the retention of its hour ends, and what their projection needs to go on. One caller writes; all members are thread-safe.
/// </summary>
/// <remarks>Members throw <see cref="UsageUnavailableException"/> while the store is away. They block until it has answered.</remarks>
public interface IUsageStore : IDisposable
{
    /// <summary>
    /// To be called before anything is written or discarded. The first journal keeps the store: its records and its snapshot are of that
    /// journal alone. What an earlier version wrote without a journal's id is taken over where it can be of this one (<see cref="JournalIdentity.MayHaveMade"/>).
    /// </summary>
    /// <exception cref="OtherJournalException">It belongs to another journal. Nothing was changed.</exception>
    void BelongTo(JournalIdentity journal);

    /// <summary>Drops everything, whichever journal it came of; from now on the store belongs to this one. A person asked for it.</summary>
    void BeginAnew(JournalIdentity journal);

    /// <summary>What the projection saved last; null before the first time.</summary>
    UsageSnapshot? ReadSnapshot();

    /// <summary>
    /// Writes records, and then the snapshot, in one transaction. A record that is there already is left as it is, because a projection that
    /// resumes at an older snapshot makes the same records again.
    /// </summary>
    /// <param name="records">In the order of their revisions.</param>
    /// <param name="snapshot">Null leaves the one before.</param>
    /// <exception cref="InvalidOperationException">A record is there with another content: the same journal gave two records. Nothing was written.</exception>
    void Write(IReadOnlyList<EmittedRecord> records, UsageSnapshot? snapshot);

    /// <summary>Drops the snapshot, and the records that came of entries after this one: of a journal that was restored from a backup. 0 drops everything, at no cost for each record.</summary>
    void DiscardAfter(long journalId);

    /// <summary>Drops the snapshot, and the records of hours that begin at a time or later: another version makes those again, and cannot make the older ones.</summary>
    /// <param name="startMs">In ms since 1970 UTC.</param>
    void DiscardFrom(long startMs);

    /// <summary>Drops the records of a community's hours that begin before a time, with all their revisions, and returns how many: their retention has ended.</summary>
    /// <param name="community">The community.</param>
    /// <param name="beforeMs">In ms since 1970 UTC.</param>
    /// <param name="most">At most so many hours of each zone at a time.</param>
    int Expire(string community, long beforeMs, int most);

    /// <summary>How many records of a community's hours begin before a time.</summary>
    long CountBefore(string community, long beforeMs);

    /// <summary>The newest revision of each hour that begins in a span, by zone, then by hour.</summary>
    /// <param name="community">The community.</param>
    /// <param name="zone">Its zone; null for all.</param>
    /// <param name="fromMs">The beginning of the span, in ms since 1970 UTC.</param>
    /// <param name="toMs">Its end, exclusive.</param>
    IReadOnlyList<UsageRecord> Read(string community, string? zone, long fromMs, long toMs);

    /// <summary>All revisions of one hour, from the first on.</summary>
    IReadOnlyList<UsageRecord> ReadRevisions(ZoneKey zone, long startMs);

    /// <summary>The zones that have records, in the order of their keys.</summary>
    IReadOnlyList<ZoneKey> Zones();

    /// <summary>How many records there are, with all revisions.</summary>
    long Count();
}

/// <summary>A record that is to be stored.</summary>
/// <param name="Record">The record.</param>
/// <param name="Content">Its bytes (<see cref="UsageContent"/>).</param>
/// <param name="JournalId">The entry of the journal that closed the hour.</param>
public sealed record EmittedRecord(UsageRecord Record, byte[] Content, long JournalId);

/// <summary>What a projection needs to go on.</summary>
/// <param name="Version">The version of the code that made it: another one cannot use it.</param>
/// <param name="Position">The last entry of the journal that it has seen.</param>
/// <param name="Content">Its own bytes.</param>
public sealed record UsageSnapshot(int Version, long Position, byte[] Content);

/// <summary>The store of usage records cannot be reached or written now.</summary>
public class UsageUnavailableException(string message, Exception inner) : Exception(message, inner);

/// <summary>Another cloud writes its usage records into this database.</summary>
public sealed class UsageTakenException(Exception inner) : UsageUnavailableException(
    "another opcspaces-cloud writes its usage records into this PostgreSQL database: stop it, or give this one another database (registry.connectionString)", inner);
