namespace OpcSpaces.Storage.Journaling;

/// <summary>What a store holds came of another journal, and it was left as it is. Waiting does not help: a person has to decide.</summary>
/// <param name="faults">One sentence for each store, with both journals and what to do.</param>
public sealed class OtherJournalException(params IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;

    /// <param name="store">The store, as the beginning of a sentence, in the singular.</param>
    /// <param name="ownerId">The journal that it belongs to; null when an earlier version wrote it.</param>
    /// <param name="ownerPlace">Where that journal was.</param>
    /// <param name="journal">The journal of this process.</param>
    /// <param name="fix">What to do, as the end of the sentence.</param>
    public static OtherJournalException Of(string store, Guid? ownerId, string? ownerPlace, JournalIdentity journal, string fix)
    {
        var owner = ownerId is { } id ? $"the journal {id} ({ownerPlace})" : "another journal (an earlier version wrote it, without the journal's id)";
        return new OtherJournalException($"{store} belongs to {owner}, and this cloud has the journal {journal.Id} ({journal.Place}): {fix}");
    }
}
