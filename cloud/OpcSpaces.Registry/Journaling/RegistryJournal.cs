using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Registry.Journaling;

/// <summary>
/// Brings the versions of the registry into the journal: each part is the next entry of a stream, as a gateway's batches are. The journal
/// itself knows how far that stream is, so that a start after a crash appends exactly what is missing.
/// </summary>
internal sealed class RegistryJournal(Journal journal, TimeProvider time)
{
    /// <summary>The stream's name, where gateways have theirs, which have a slash.</summary>
    public const string Stream = "registry";

    private const int PartsAtOnce = 4;

    private bool _isKnown; // what the journal has last is of this database

    /// <summary>Appends what the database has and the journal does not; returns when all of it is durable.</summary>
    /// <param name="context">The database.</param>
    /// <param name="onPart">Called after each group of parts.</param>
    /// <exception cref="JournalUnavailableException">The disk does not allow it. The next call continues.</exception>
    /// <exception cref="RegistryRefusedException">The journal has more than the database.</exception>
    public void AppendMissing(RegistryContext context, Action onPart)
    {
        var head = context.Heads.AsNoTracking().Single();
        var committed = (long)(journal.FindStream(Stream, (ulong)head.Epoch)?.Committed ?? 0);
        if (committed > head.Sequence)
            throw new RegistryRefusedException($"The journal has {committed - head.Sequence} changes that the registry does not have: the registry is an older copy than the journal. Restore the newer one.");
        if (committed == head.Sequence) AppendHead(head);
        while (committed < head.Sequence)
        {
            var from = committed;
            var parts = context.ChangeParts.AsNoTracking().Where(part => part.Sequence > from).OrderBy(part => part.Sequence).Take(PartsAtOnce).ToList();
            // Crash here: the database has them, and the next start comes here again.
            journal.Append([.. parts.Select(part => Draft(part, head.Epoch))]);
            committed = parts[^1].Sequence;
            onPart();
            _isKnown = true;
        }
    }

    // Where another registry was used in between, nothing else would say that this one is back.
    private void AppendHead(HeadRow head)
    {
        if (_isKnown) return;
        if (journal.Streams().Any(stream => stream.Gateway == Stream && stream.Epoch != (ulong)head.Epoch))
            journal.Append([new JournalDraft(time.GetUtcNow(), JournalKind.RegistryHead, Stream, null, (ulong)head.Epoch, (ulong)head.Sequence, [])]);
        _isKnown = true;
    }

    private static JournalDraft Draft(ChangePartRow part, long epoch) => new(
        ChangeSetJson.Read(part.Content).Set.At, JournalKind.RegistryChange, Stream, null, (ulong)epoch, (ulong)part.Sequence, part.Content);
}
