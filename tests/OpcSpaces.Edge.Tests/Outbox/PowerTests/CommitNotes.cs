using System.Collections.Concurrent;
using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.PowerTests;

/// <summary>Notes the content hash of every batch that the outbox calls durable.</summary>
internal sealed class CommitNotes : ICommitObserver
{
    private readonly ConcurrentDictionary<(ulong Epoch, ulong Sequence), string> _notes = new();

    public int Count => _notes.Count;

    /// <summary>The highest number of the epoch that was called durable; 0 for none.</summary>
    public ulong Last(ulong epoch) => _notes.Keys.Where(key => key.Epoch == epoch).Select(key => key.Sequence).DefaultIfEmpty().Max();

    /// <summary>The content hash in hex, or null when the batch was never called durable.</summary>
    public string? Find(ulong epoch, ulong sequence) => _notes.GetValueOrDefault((epoch, sequence));

    public void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256) =>
        _notes[(epoch, sequence)] = Convert.ToHexString(contentSha256);
}
