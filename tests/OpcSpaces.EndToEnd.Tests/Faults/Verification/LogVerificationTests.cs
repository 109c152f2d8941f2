namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>The verification of the fault tests can fail: each way of breaking a journal is found, and named.</summary>
public sealed class LogVerificationTests : IDisposable
{
    private readonly MadeAndKept _kept = new();

    [Fact]
    public void What_was_made_and_kept_has_no_difference()
    {
        using var journal = new JournalCopy(_kept.JournalPath);
        var report = LogVerification.Compare(journal, [_kept.Record()]);
        Assert.Empty(report.Differences);
        Assert.Equal((MadeAndKept.Batches, MadeAndKept.Batches * 2, 0), (report.Batches, report.Readings, report.Unwitnessed));
    }

    [Fact]
    public void A_batch_that_is_gone_is_found() => Assert.Equal(
        [DifferenceKind.EntryMissing, DifferenceKind.Hole, DifferenceKind.NotJournaled, DifferenceKind.WitnessedAndLost],
        _kept.AfterChange("DELETE FROM entry WHERE sequence = 7"));

    [Fact]
    public void A_batch_that_is_gone_from_the_end_is_found() => Assert.Equal(
        [DifferenceKind.NotJournaled, DifferenceKind.WitnessedAndLost, DifferenceKind.WatermarkDiffers],
        _kept.AfterChange($"DELETE FROM entry WHERE sequence = {MadeAndKept.Batches}"));

    [Fact]
    public void A_batch_that_stands_twice_is_found() => Assert.Equal(
        [DifferenceKind.Duplicate],
        _kept.AfterChange("INSERT INTO entry SELECT (SELECT max(id) + 1 FROM entry), received_ms, kind, gateway, device, epoch, sequence, payload FROM entry WHERE sequence = 7"));

    [Fact]
    public void Batches_in_the_wrong_order_are_found()
    {
        var kinds = _kept.AfterChange("UPDATE entry SET id = 1000 WHERE sequence = 7; UPDATE entry SET id = id - 1 WHERE sequence > 7");
        Assert.Contains(DifferenceKind.Hole, kinds);
        Assert.Contains(DifferenceKind.Duplicate, kinds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_changed_byte_of_a_reading_is_found(int sequence)
    {
        // The last record's last byte is the meter's value; seq (2 bytes) stands behind it.
        var kinds = _kept.AfterChange($"""
            UPDATE entry SET payload = CAST(substr(payload, 1, length(payload) - 3) || x'63' || substr(payload, -2) AS BLOB)
            WHERE kind = 4 AND sequence = {sequence} AND hex(substr(payload, -3, 1)) <> '63'
            """);
        Assert.Contains(DifferenceKind.ContentDiffers, kinds);
        Assert.Contains(DifferenceKind.WitnessDiffers, kinds);
        Assert.Contains(DifferenceKind.ChainDiffers, kinds);
    }

    [Fact]
    public void A_batch_under_another_ones_number_is_found() => Assert.Contains(
        DifferenceKind.Unreadable,
        _kept.AfterChange("UPDATE entry SET payload = (SELECT payload FROM entry WHERE kind = 4 AND sequence = 8) WHERE kind = 4 AND sequence = 7"));

    [Fact]
    public void A_batch_of_another_zone_is_found() => Assert.Contains(
        DifferenceKind.ContentDiffers,
        _kept.AfterChange("INSERT INTO entry SELECT 1000, received_ms, kind, gateway, 'other', epoch, sequence, payload FROM entry WHERE kind = 3; UPDATE entry SET id = id + 2000 WHERE kind = 4; UPDATE entry SET device = 'other' WHERE kind = 4 AND sequence = 7"));

    [Fact]
    public void A_batch_that_was_never_made_is_found() => Assert.Contains(
        DifferenceKind.NeverMade,
        _kept.AfterChange($"INSERT INTO entry SELECT (SELECT max(id) + 1 FROM entry), received_ms, kind, gateway, device, epoch, {MadeAndKept.Batches + 1}, payload FROM entry WHERE kind = 4 AND sequence = 7"));

    [Fact]
    public void A_declared_gap_is_found() => Assert.Contains(
        DifferenceKind.Gap,
        _kept.AfterChange("UPDATE entry SET kind = 7 WHERE kind = 4 AND sequence = 7"));

    [Fact]
    public void Batches_without_a_note_are_as_many_as_the_kills_allow()
    {
        _kept.Notes.RemoveAll(note => note.Sequence is 5 or 6 or 11);
        Assert.Empty(_kept.AfterChange("SELECT 1", kills: 2));
        Assert.Equal([DifferenceKind.TooManyUnwitnessed], _kept.AfterChange("SELECT 1", kills: 1));
    }

    [Fact]
    public void A_number_that_was_given_out_twice_is_found()
    {
        _kept.Notes.Add(_kept.Notes[3]);
        Assert.Equal([DifferenceKind.Duplicate], _kept.AfterChange("SELECT 1"));
    }

    [Fact]
    public void A_start_that_does_not_call_unknown_what_was_lost_is_found()
    {
        using var journal = new JournalCopy(_kept.JournalPath);
        Assert.Empty(UnknownsCheck.Compare(journal, [(MadeAndKept.Gateway, 1, _kept.Notes)]));
        var restarted = _kept.Notes.ConvertAll(note => note with { Start = note.Sequence > 10 ? 2 : 1 });
        var difference = Assert.Single(UnknownsCheck.Compare(journal, [(MadeAndKept.Gateway, 1, restarted)]));
        Assert.Equal(DifferenceKind.NotShownAsUnknown, difference.Kind);
        Assert.EndsWith("#11", difference.Where, StringComparison.Ordinal);
    }

    public void Dispose() => _kept.Dispose();
}
