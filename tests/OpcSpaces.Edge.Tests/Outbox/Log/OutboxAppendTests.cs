using System.Collections.Concurrent;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

public sealed class OutboxAppendTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Numbers_begin_at_one_and_have_no_holes()
    {
        Assert.Equal(0UL, _outbox.Log.Position.LastSequence);
        for (var expected = 1UL; expected <= 5; expected++) Assert.Equal(expected, await _outbox.AppendAsync());
        Assert.Equal((1UL, 5UL), (_outbox.Log.Position.First, _outbox.Log.Position.LastSequence));
    }

    [Fact]
    public async Task Batches_that_are_appended_together_get_numbers_in_the_order_of_the_calls()
    {
        var appends = Enumerable.Range(0, 2000).Select(i => _outbox.AppendAsync(at: i)).ToArray();
        var numbers = await Task.WhenAll(appends);
        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (ulong)i), numbers);
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => (long)i), _outbox.All().Select(batch => StoredReading.Of(batch)[0].TimestampMs));
    }

    [Fact]
    public async Task A_batch_whose_append_returned_survives_a_crash()
    {
        await _outbox.AppendAsync(10);
        var before = _outbox.All();
        _outbox.Crash();
        Assert.Equal(10UL, _outbox.Log.Position.LastSequence);
        Assert.Equal(before.Select(batch => batch.Content.ToArray()), _outbox.All().Select(batch => batch.Content.ToArray()));
        Assert.Equal(11UL, await _outbox.AppendAsync());
    }

    [Fact]
    public async Task Content_is_the_contracts_canonical_bytes()
    {
        await _outbox.Log.AppendAsync(
            OutboxFixture.Hall,
            [new MetricReading(_outbox.Desk, 1000, PointValue.Of(true)), MetricReading.Unknown(_outbox.Desk, 2000)],
            BatchKind.State);
        var writer = new ContentWriter();
        writer.Append(_outbox.Desk.Alias, SparkplugDataType.Boolean, new Reading(1000, PointValue.Of(true)));
        writer.Append(_outbox.Desk.Alias, SparkplugDataType.Boolean, new Reading(2000, PointValue.Null, QualityCode.Stale));
        Assert.Equal(writer.Written.ToArray(), _outbox.All()[0].Content.ToArray());
    }

    [Fact]
    public async Task The_chain_holds_from_the_first_row_on()
    {
        await _outbox.AppendAsync(50);
        _outbox.Log.Dispose();
        Assert.Equal(50, ChainVerification.Verify(Path.Combine(_outbox.Directory, OutboxFile.Name)));
    }

    [Fact]
    public async Task A_new_outbox_has_an_epoch_of_its_own_and_keeps_it()
    {
        using var other = new OutboxFixture();
        Assert.NotEqual(other.Log.Position.Epoch, _outbox.Log.Position.Epoch);
        Assert.InRange(_outbox.Log.Position.Epoch, 1UL, (ulong)long.MaxValue);
        var epoch = _outbox.Log.Position.Epoch;
        await _outbox.AppendAsync();
        _outbox.Reopen();
        Assert.Equal(epoch, _outbox.Log.Position.Epoch);
    }

    [Fact]
    public async Task The_observer_is_told_of_every_batch_before_its_append_returns()
    {
        var notes = new ConcurrentQueue<ulong>();
        using var outbox = new OutboxFixture(open: false);
        outbox.CommitObserver = new Observer(notes);
        using var log = outbox.Open();
        var desk = log.Metric(OutboxFixture.Hall, "desk/1/occupied");
        for (var i = 1UL; i <= 20; i++)
        {
            await log.AppendAsync(OutboxFixture.Hall, [new MetricReading(desk, 1, PointValue.Null)], BatchKind.State);
            Assert.Equal(i, notes.Last());
        }
    }

    [Fact]
    public async Task A_clock_before_1970_does_not_stop_the_log()
    {
        Assert.Equal(1UL, await _outbox.AppendAsync(at: -5));
        Assert.Equal(0, StoredReading.Of(_outbox.All()[0])[0].TimestampMs);
    }

    [Fact]
    public void A_second_agent_on_the_same_directory_is_refused()
    {
        var refused = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => _outbox.Open());
        Assert.Contains("locked", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registers_are_durable_with_the_append_that_follows_them()
    {
        _outbox.Log.SetRegister("hall/meter/1", 42);
        await _outbox.AppendAsync();
        _outbox.Crash();
        Assert.Equal(42, _outbox.Log.Register("hall/meter/1"));
        Assert.Null(_outbox.Log.Register("hall/meter/2"));
    }

    [Fact]
    public async Task Notes_are_durable_with_the_append_that_follows_them_also_when_they_are_kept_again_meanwhile()
    {
        Assert.Null(_outbox.Log.Note("learned hall/desk/1"));
        for (byte i = 0; i < 20; i++)
        {
            _outbox.Log.KeepNote("learned hall/desk/1", [i]);
            _ = _outbox.AppendAsync();
        }

        await _outbox.AppendAsync();
        Assert.Equal([19], _outbox.Log.Note("learned hall/desk/1"));
        _outbox.Crash();
        Assert.Equal([19], _outbox.Log.Note("learned hall/desk/1"));
    }

    [Fact]
    public void BdSeq_survives_a_crash()
    {
        Assert.Null(_outbox.Log.BirthSequences.Read());
        _outbox.Log.BirthSequences.Write(255);
        _outbox.Crash();
        Assert.Equal((byte?)255, _outbox.Log.BirthSequences.Read());
    }

    private sealed class Observer(ConcurrentQueue<ulong> notes) : ICommitObserver
    {
        public void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256)
        {
            Assert.Equal(32, contentSha256.Length);
            notes.Enqueue(sequence);
        }
    }
}
