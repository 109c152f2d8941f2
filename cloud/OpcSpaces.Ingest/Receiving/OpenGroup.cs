using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>What will be journaled with the next commit, in order.</summary>
internal sealed class OpenGroup(int maxEntries, int maxBytes)
{
    private readonly List<JournalDraft> _drafts = [];
    private long _bytes;

    public IReadOnlyList<JournalDraft> Drafts => _drafts;

    public bool IsFull => _drafts.Count >= maxEntries || _bytes >= maxBytes;

    public void Add(JournalDraft draft)
    {
        _drafts.Add(draft);
        _bytes += draft.Payload.Length;
    }

    public void Clear()
    {
        _drafts.Clear();
        _bytes = 0;
    }
}
