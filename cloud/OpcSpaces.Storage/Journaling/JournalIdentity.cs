namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// Which journal it is. Positions are numbers that every journal has, so whoever keeps one keeps the id beside it. A copy and a restored backup
/// have the id of the journal that they were made of.
/// </summary>
/// <param name="Id">Random, made with the journal or with its upgrade, and kept for ever.</param>
/// <param name="NamedAt">The last entry when it got its id: 0 for a journal that began with one. What an earlier version kept of it without an id ends there at the latest.</param>
/// <param name="Place">Where it is, for people.</param>
public sealed record JournalIdentity(Guid Id, long NamedAt, string Place)
{
    /// <summary>Whether what an earlier version kept without an id, up to this position, can be of this journal.</summary>
    public bool MayHaveMade(long position) => position <= NamedAt;
}
