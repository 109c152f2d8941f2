using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Usage;

/// <summary>The journal that a store of usage records belongs to, as the store has it.</summary>
internal sealed record UsageOwner(Guid Id, string Place)
{
    public const string FixOfFile = "use the data directory of that journal, or replace the records by those of this journal with 'opcspaces-cloud usage rebuild'";
    public const string FixOfDatabase = "give this cloud a database of its own (registry.connectionString), or replace the records by those of this journal with 'opcspaces-cloud usage rebuild'";

    public static UsageOwner Of(JournalIdentity journal) => new(journal.Id, journal.Place);

    /// <summary>What to store before the journal is used; null when that is there already.</summary>
    /// <param name="owner">As stored; null for a store that is new or of an earlier version.</param>
    /// <param name="lastEntry">The newest entry that the store knows of; 0 for an empty one.</param>
    /// <param name="journal">The journal of this process.</param>
    /// <param name="store">The store, as the beginning of a sentence.</param>
    /// <param name="fix">What to do, as the end of that sentence.</param>
    public static UsageOwner? Check(UsageOwner? owner, Func<long> lastEntry, JournalIdentity journal, string store, string fix)
    {
        if (owner is null ? !journal.MayHaveMade(lastEntry()) : owner.Id != journal.Id)
            throw OtherJournalException.Of(store, owner?.Id, owner?.Place, journal, fix);
        return owner == Of(journal) ? null : Of(journal);
    }
}
