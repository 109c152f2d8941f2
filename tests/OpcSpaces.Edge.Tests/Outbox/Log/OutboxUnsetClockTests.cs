using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>A gateway without a clock battery: its clock starts in 1970 (or where a new DS3231 stands, in 2000) and is set later.</summary>
public sealed class OutboxUnsetClockTests : IDisposable
{
    private static readonly DateTimeOffset Epoch1970 = DateTimeOffset.UnixEpoch.AddSeconds(12);
    private readonly OutboxFixture _outbox = new(open: false) { PlacesTimes = true };

    public void Dispose() => _outbox.Dispose();

    public static TheoryData<DateTimeOffset> Starts => [Epoch1970, new DateTimeOffset(2000, 1, 1, 0, 0, 3, TimeSpan.Zero), new DateTimeOffset(2011, 12, 31, 23, 0, 0, TimeSpan.Zero)];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task When_the_clock_is_set_what_came_before_is_appended_again_with_its_true_times(DateTimeOffset start)
    {
        StartAt(start);
        await _outbox.AppendAsync(occupied: true);
        _outbox.Time.Advance(TimeSpan.FromSeconds(10));
        await _outbox.AppendAsync(occupied: false);
        await _outbox.AppendTelemetryAsync(3);
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Time.Advance(TimeSpan.FromSeconds(20));
        SetClock();
        Assert.Equal(6UL, await _outbox.AppendAsync(occupied: true) - 1);

        var now = _outbox.NowMs;
        var unset = start.ToUnixTimeMilliseconds();
        Assert.Equal(
            [[unset], [unset + 10_000], [unset + 10_000, unset + 10_001, unset + 10_002], [now - 30_000], [now - 20_000], [now - 20_000, now - 19_999, now - 19_998], [now]],
            _outbox.All().Select(batch => TimesOf(batch)));
        Assert.Equal([true, false, true, false, true], _outbox.All().Where(batch => TimesOf(batch).Length == 1).Select(Occupied));
        Assert.Equal(5, _outbox.Log.Counts.ReadingsAppended - 1);

        // Once only.
        await _outbox.AppendAsync(occupied: false);
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        Assert.Equal(8UL, _outbox.Log.Position.LastSequence);
    }

    [Fact]
    public async Task A_mark_places_what_came_before_when_nothing_else_happens_and_births_show_true_times()
    {
        StartAt(Epoch1970);
        await _outbox.AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(5));
        SetClock();
        await _outbox.Log.MarkAsync(_outbox.NowMs);

        Assert.Equal([_outbox.NowMs - 300_000], TimesOf(_outbox.All()[1]));
        var births = _outbox.Log.Capture();
        Assert.Equal(_outbox.NowMs - 300_000, births.Values[_outbox.Desk.Alias].TimestampMs);
        Assert.All(births.Values.Values, reading => Assert.Equal(_outbox.NowMs - 300_000, reading.TimestampMs));
    }

    [Fact]
    public async Task A_reading_dated_back_to_before_the_clock_was_set_gets_its_true_time()
    {
        StartAt(Epoch1970);
        var began = _outbox.NowMs;
        await _outbox.AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(6));
        SetClock();
        await _outbox.AppendAsync(occupied: false, at: began + 60_000);

        Assert.Equal([_outbox.NowMs - 300_000], TimesOf(_outbox.All()[^1]));
        Assert.Equal([_outbox.NowMs - 360_000], TimesOf(_outbox.All()[^2]));
    }

    [Fact]
    public async Task A_clock_that_is_set_in_two_steps_places_each_reading_by_its_own_step()
    {
        StartAt(Epoch1970);
        await _outbox.AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromSeconds(10));
        JumpTo(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await _outbox.AppendAsync(occupied: false);
        _outbox.Time.Advance(TimeSpan.FromSeconds(10));
        SetClock();
        await _outbox.AppendAsync();

        Assert.Equal([[_outbox.NowMs - 20_000], [_outbox.NowMs - 10_000], [_outbox.NowMs]], _outbox.All().Skip(2).Select(TimesOf));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_agent_that_starts_again_in_the_same_boot_places_what_its_predecessor_left(bool isSetBeforeTheStart)
    {
        StartAt(Epoch1970);
        await _outbox.AppendAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Time.Advance(TimeSpan.FromSeconds(10));
        await _outbox.AppendAsync(occupied: false);
        var lastMs = _outbox.Time.Monotonic;
        if (isSetBeforeTheStart) SetClock();
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        if (!isSetBeforeTheStart) SetClock();
        _outbox.Time.Advance(TimeSpan.FromSeconds(10));
        await _outbox.AppendAsync();

        var lastReading = _outbox.NowMs - (long)(_outbox.Time.Monotonic - lastMs).TotalMilliseconds;
        var times = _outbox.All().Where(batch => batch.Device == OutboxFixture.Hall).Select(TimesOf).ToList();
        Assert.Contains(times, batch => batch.SequenceEqual([lastReading - 10_000]));
        Assert.Contains(times, batch => batch.SequenceEqual([lastReading]));
        Assert.Equal([_outbox.NowMs], times[^1]);
        // The unknown after the last reading comes after it, also by its number.
        var unknown = times.FindLastIndex(batch => batch.Contains(lastReading + 1));
        Assert.True(unknown > times.FindIndex(batch => batch.SequenceEqual([lastReading])), $"{unknown}");
        Assert.All(times.Skip(unknown), batch => Assert.All(batch, ms => Assert.True(ms > PlausibleTime.EarliestMs)));
    }

    [Fact]
    public async Task What_an_earlier_boot_left_cannot_be_placed_stays_as_it_is_and_is_said()
    {
        StartAt(Epoch1970);
        await _outbox.AppendAsync();
        _outbox.BootId = "boot-2";
        SetClock();
        var log = new RecordingLogger<OutboxUnsetClockTests>();
        _outbox.Reopen(log);
        await _outbox.Log.AppendStartAsync();
        await _outbox.AppendAsync();

        Assert.Contains(log.Messages, message => message.StartsWith("1 batches of an earlier boot have times of a clock that was never set", StringComparison.Ordinal));
        Assert.Equal([Epoch1970.ToUnixTimeMilliseconds()], TimesOf(_outbox.All()[0]));
        Assert.All(_outbox.All().Skip(1), batch => Assert.All(TimesOf(batch), ms => Assert.Equal(_outbox.NowMs, ms)));
    }

    [Fact]
    public async Task A_mark_of_a_clock_that_is_not_set_does_not_replace_the_last_one_that_was()
    {
        _outbox.Reopen();
        await _outbox.AppendAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        var marked = _outbox.NowMs;

        _outbox.Time.Advance(TimeSpan.FromHours(1));
        JumpTo(Epoch1970);
        _outbox.BootId = "boot-2";
        _outbox.Reopen();
        await _outbox.Log.AppendStartAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.BootId = "boot-3";
        _outbox.Reopen();
        await _outbox.Log.AppendStartAsync();

        Assert.All(_outbox.All().Where(batch => batch.Device.Length > 0).Skip(1), batch => Assert.All(TimesOf(batch), ms => Assert.InRange(ms, marked + 1, marked + 2)));
    }

    private void StartAt(DateTimeOffset start)
    {
        JumpTo(start);
        _outbox.Reopen();
    }

    private void SetClock() => JumpTo(FakeTime.Start + _outbox.Time.Monotonic);

    private void JumpTo(DateTimeOffset to) => _outbox.Time.JumpWallClock(to - _outbox.Time.GetUtcNow());

    private static bool Occupied(OutboxBatch batch)
    {
        var reader = new PayloadReader(batch.Content.Span);
        return reader.TryReadNext(out var metric) && metric.TryGetBoolean(out var occupied) && occupied;
    }

    private static long[] TimesOf(OutboxBatch batch)
    {
        var times = new List<long>();
        var reader = new PayloadReader(batch.Content.Span);
        while (reader.TryReadNext(out var metric)) times.Add(metric.TimestampMs);
        return [.. times];
    }
}
