using System.Buffers;
using System.Security.Cryptography;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// Follows one gateway through the journal, entry by entry, beside its outbox and its witness. Hashes and chain are
/// recomputed from the journaled payloads; a difference does not hide the next one.
/// </summary>
internal sealed class StreamCheck
{
    private readonly GatewayRecord _record;
    private readonly List<Difference> _differences;
    private readonly Dictionary<ulong, OutboxRow> _made;
    private readonly Dictionary<ulong, WitnessNote> _notes = [];
    private readonly HashSet<ulong> _journaled = [];
    private readonly Dictionary<string, BirthCertificate> _births = [];
    private readonly ArrayBufferWriter<byte> _content = new();
    private byte[] _chain;
    private int _unwitnessedRuns;
    private bool _lastWasUnwitnessed;

    public StreamCheck(GatewayRecord record, List<Difference> differences)
    {
        (_record, _differences) = (record, differences);
        _made = record.Outbox.Rows.ToDictionary(row => row.Sequence);
        _chain = OutboxChain.Genesis(record.Outbox.Epoch);
        foreach (var row in record.Outbox.Rows.Where(row => !row.HashHolds))
            Report(DifferenceKind.ContentDiffers, row.Sequence, "the outbox's own hash is not that of its content");
        foreach (var note in record.Notes)
        {
            if (note.Epoch != record.Outbox.Epoch) Report(DifferenceKind.OtherEpoch, note.Sequence, $"the witness was told of epoch {note.Epoch:x}");
            else if (!_notes.TryAdd(note.Sequence, note)) Report(DifferenceKind.Duplicate, note.Sequence, "the witness was told twice: a number was given out again");
        }
    }

    public ulong Last { get; private set; }

    public long Readings { get; private set; }

    public long Unwitnessed { get; private set; }

    public long Batches => _journaled.Count;

    public void OnBirth(JournalEntry entry)
    {
        if (BirthCertificate.TryRead(entry.Payload, out var certificate, out var error)) _births[entry.Device ?? ""] = certificate!;
        else Report(DifferenceKind.Unreadable, entry.Sequence, $"birth {entry.Id}: {error}");
    }

    public void OnBatch(JournalEntry entry)
    {
        if (entry.Epoch != _record.Outbox.Epoch)
        {
            Report(DifferenceKind.OtherEpoch, entry.Sequence, $"entry {entry.Id} is of epoch {entry.Epoch:x}, the outbox of {_record.Outbox.Epoch:x}");
            return;
        }

        if (!IsNext(entry)) return;
        var hash = Hash(entry);
        if (hash is null) return;
        CompareWithOutbox(entry, hash);
        CompareWithWitness(entry, hash);
    }

    /// <summary>After the journal's last entry.</summary>
    public void Finish(ulong committed)
    {
        foreach (var row in _record.Outbox.Rows.Where(row => !_journaled.Contains(row.Sequence)))
            Report(DifferenceKind.NotJournaled, row.Sequence, "the outbox made it");
        foreach (var note in _notes.Values.Where(note => !_journaled.Contains(note.Sequence)))
            Report(DifferenceKind.WitnessedAndLost, note.Sequence, $"witnessed in start {note.Start}");
        if (committed != Last) Report(DifferenceKind.WatermarkDiffers, Last, $"the journal's table says {committed}");
        if (_unwitnessedRuns > _record.Kills)
            Report(DifferenceKind.TooManyUnwitnessed, Last, $"{_unwitnessedRuns} commits without a note, and {_record.Kills} kills");
    }

    private bool IsNext(JournalEntry entry)
    {
        if (!_journaled.Add(entry.Sequence))
        {
            Report(DifferenceKind.Duplicate, entry.Sequence, $"again in entry {entry.Id}");
            return false;
        }

        if (entry.Sequence < Last)
        {
            Report(DifferenceKind.Duplicate, entry.Sequence, $"entry {entry.Id} stands behind {Last}");
            return false;
        }

        if (entry.Sequence != Last + 1)
        {
            Report(DifferenceKind.Hole, Last + 1, $"entry {entry.Id} goes on with {entry.Sequence}");
            // The chain goes on from the outbox's word, so that what follows is still judged.
            if (_made.TryGetValue(entry.Sequence - 1, out var before)) _chain = before.Chain;
        }

        Last = entry.Sequence;
        return true;
    }

    private byte[]? Hash(JournalEntry entry)
    {
        if (!_births.TryGetValue(entry.Device ?? "", out var birth) || birth is not { EpochAlias: { } epochAlias, SequenceAlias: { } sequenceAlias })
        {
            Report(DifferenceKind.Unreadable, entry.Sequence, $"entry {entry.Id} has no birth before it");
            return null;
        }

        _content.ResetWrittenCount();
        var isWhole = CanonicalContent.Extract(entry.Payload, epochAlias, sequenceAlias, _content);
        var isNumbered = OutboxMessageReader.TryRead(entry.Payload, epochAlias, sequenceAlias, out var epoch, out var sequence);
        if (!isWhole || !isNumbered || epoch != entry.Epoch || sequence != entry.Sequence)
            Report(DifferenceKind.Unreadable, entry.Sequence, $"the payload of entry {entry.Id} says epoch {epoch:x}, sequence {sequence}, {(isWhole ? "whole" : "broken")}");
        // What the gateway says of itself (seals, its clock) is no reading.
        var reader = new PayloadReader(_content.WrittenSpan);
        while (entry.Device is not null && reader.TryReadNext(out _)) Readings++;
        return SHA256.HashData(_content.WrittenSpan);
    }

    private void CompareWithOutbox(JournalEntry entry, byte[] hash)
    {
        var device = entry.Device ?? "";
        _chain = OutboxChain.Next(_chain, entry.Sequence, device, hash);
        if (!_made.TryGetValue(entry.Sequence, out var row))
        {
            Report(DifferenceKind.NeverMade, entry.Sequence, $"entry {entry.Id}");
            return;
        }

        if (row.Device != device || !row.ContentHash.AsSpan().SequenceEqual(hash))
            Report(DifferenceKind.ContentDiffers, entry.Sequence, $"entry {entry.Id} of '{device}', the outbox's of '{row.Device}'");
        if (row.Chain.AsSpan().SequenceEqual(_chain)) return;
        Report(DifferenceKind.ChainDiffers, entry.Sequence, $"entry {entry.Id}");
        _chain = row.Chain;
    }

    private void CompareWithWitness(JournalEntry entry, byte[] hash)
    {
        if (_notes.TryGetValue(entry.Sequence, out var note))
        {
            _lastWasUnwitnessed = false;
            if (!note.ContentHash.AsSpan().SequenceEqual(hash)) Report(DifferenceKind.WitnessDiffers, entry.Sequence, $"entry {entry.Id}");
            return;
        }

        Unwitnessed++;
        if (!_lastWasUnwitnessed) _unwitnessedRuns++;
        _lastWasUnwitnessed = true;
    }

    private void Report(DifferenceKind kind, ulong sequence, string what) =>
        _differences.Add(new Difference(kind, $"{_record.Gateway} #{sequence}", what));
}
