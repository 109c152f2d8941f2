using OpcSpaces.Edge.Outbox;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>What the log says about its clock, and where.</summary>
public sealed class OutboxClockStatementTests : IDisposable
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(5);
    private readonly OutboxFixture _outbox = new(open: false) { PlacesTimes = true, IsSynchronized = true };

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Each_run_begins_with_a_statement()
    {
        await StartAsync();
        await _outbox.AppendAsync();
        var wall = _outbox.NowMs;
        _outbox.Time.Advance(TimeSpan.FromMinutes(1));
        await StartAsync();
        await _outbox.AppendAsync();

        Assert.Equal(["clock", "hall", "hall", "clock", "hall"], Order()); // the third says what is unknown since the first run
        Assert.Equal(new ClockStatement { Boot = "boot-1", WallMs = wall, MonotonicMs = 0, Synchronized = true }, Statements()[0].Statement);
        Assert.Equal(new ClockStatement { Boot = "boot-1", WallMs = wall + 60_000, MonotonicMs = 60_000, Synchronized = true }, Statements()[1].Statement);
    }

    [Theory]
    [InlineData(5 * 3_600_000)]
    [InlineData(-5 * 3_600_000)]
    [InlineData(2_001)]
    public async Task A_clock_that_was_set_says_so_before_what_follows(int stepMs)
    {
        await StartAsync();
        await _outbox.AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(10));
        _outbox.Time.JumpWallClock(TimeSpan.FromMilliseconds(stepMs));
        await _outbox.AppendAsync();
        await _outbox.AppendAsync();

        Assert.Equal(["clock", "hall", "clock", "hall", "hall"], Order());
        var last = Statements()[^1].Statement;
        Assert.Equal((_outbox.NowMs, 600_000L, (long?)stepMs), (last.WallMs, last.MonotonicMs, last.StepMs));
    }

    [Fact]
    public async Task Small_steps_are_said_once_they_add_up()
    {
        await StartAsync();
        for (var step = 0; step < 5; step++)
        {
            _outbox.Time.JumpWallClock(TimeSpan.FromMilliseconds(-500));
            await _outbox.AppendAsync();
        }

        Assert.Equal([null, -2_500], Statements().Select(it => it.Statement.StepMs));
    }

    [Fact]
    public async Task A_mark_says_it_when_nothing_else_happens_and_so_does_each_change_of_the_synchronisation()
    {
        _outbox.IsSynchronized = false;
        await StartAsync();
        _outbox.Time.JumpWallClock(Hours);
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.IsSynchronized = true;
        _outbox.Time.Advance(TimeSpan.FromSeconds(1));
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        Assert.Equal(
            [((bool?)false, null), (false, (long?)Hours.TotalMilliseconds), (true, null)],
            Statements().Select(it => (it.Statement.Synchronized, it.Statement.StepMs)));
    }

    [Theory]
    [InlineData("boot-1", true, 18_000_000L)]
    [InlineData("boot-2", true, null)] // monotonic times of two boots cannot be compared
    public async Task A_clock_that_was_set_while_the_agent_did_not_run_is_said_within_the_boot(string boot, bool synchronized, long? stepMs)
    {
        await StartAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Time.JumpWallClock(Hours);
        (_outbox.BootId, _outbox.IsSynchronized) = (boot, synchronized);
        await StartAsync();
        Assert.Equal(stepMs, Statements()[^1].Statement.StepMs);
    }

    [Theory]
    [InlineData(true, -18_000_000L)]
    [InlineData(false, null)]
    [InlineData(null, null)]
    public async Task Another_boot_whose_time_went_back_says_so_when_it_is_synchronised(bool? synchronized, long? stepMs)
    {
        await StartAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Time.JumpWallClock(-Hours);
        (_outbox.BootId, _outbox.IsSynchronized) = ("boot-2", synchronized);
        await StartAsync();
        Assert.Equal(stepMs, Statements()[^1].Statement.StepMs);
    }

    [Theory]
    [InlineData(false, "boot-2", true)]
    [InlineData(null, "boot-2", true)]
    [InlineData(true, "boot-2", false)]
    [InlineData(false, "boot-1", false)]
    public async Task Another_boot_that_is_not_synchronised_says_which_time_was_the_newest_before_it(bool? synchronized, string boot, bool isSaid)
    {
        await StartAsync();
        _outbox.Time.Advance(Hours);
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        long? newest = isSaid ? _outbox.NowMs : null;
        _outbox.Time.JumpWallClock(-Hours);
        (_outbox.BootId, _outbox.IsSynchronized) = (boot, synchronized);
        await StartAsync();
        await _outbox.AppendAsync();
        Assert.Equal([null, newest], Statements().Select(it => it.Statement.EarlierMs));
    }

    [Fact]
    public async Task What_a_crash_loses_is_said_again()
    {
        await StartAsync();
        await _outbox.AppendAsync();
        _outbox.Time.JumpWallClock(Hours);
        await _outbox.AppendAsync(); // durable, and with it the statement before it
        _outbox.Time.JumpWallClock(-Hours);
        _outbox.Crash();
        await _outbox.Log.AppendStartAsync();
        Assert.Equal([null, (long)Hours.TotalMilliseconds, -(long)Hours.TotalMilliseconds], Statements().Select(it => it.Statement.StepMs));
    }

    [Fact]
    public async Task Batches_that_are_placed_follow_the_statement_that_names_them()
    {
        _outbox.Time.JumpWallClock(DateTimeOffset.UnixEpoch.AddSeconds(12) - _outbox.Time.GetUtcNow());
        _outbox.IsSynchronized = false;
        await StartAsync();
        await _outbox.AppendAsync();
        await _outbox.AppendAsync(occupied: false);
        _outbox.Time.Advance(TimeSpan.FromMinutes(1));
        _outbox.Time.JumpWallClock(FakeTime.Start + _outbox.Time.Monotonic - _outbox.Time.GetUtcNow());
        _outbox.IsSynchronized = true;
        await _outbox.AppendAsync();

        Assert.Equal(["clock", "hall", "hall", "clock", "hall", "hall", "hall"], Order());
        var (sequence, statement) = Statements()[^1];
        Assert.Equal((4UL, 2UL, 3UL), (sequence, statement.PlacedFrom!.Value, statement.PlacedTo!.Value));
        Assert.Equal(_outbox.NowMs, statement.WallMs);
        Assert.Equal(FakeTime.Start.ToUnixTimeMilliseconds(), TimesOf(5).Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_restart_too(bool crash)
    {
        _outbox.Time.JumpWallClock(DateTimeOffset.UnixEpoch.AddSeconds(12) - _outbox.Time.GetUtcNow());
        await StartAsync();
        await _outbox.AppendAsync();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Time.JumpWallClock(FakeTime.Start - _outbox.Time.GetUtcNow());
        if (crash)
        {
            _outbox.Crash();
            await _outbox.Log.AppendStartAsync();
        }
        else
        {
            await StartAsync();
        }

        Assert.Equal(["clock", "hall", "clock", "hall", "hall"], Order()); // placed, and then unknown
        Assert.Equal((2UL, 2UL), (Statements()[^1].Statement.PlacedFrom!.Value, Statements()[^1].Statement.PlacedTo!.Value));
    }

    [Fact]
    public async Task A_reading_dated_back_by_the_clock_before_it_was_set_back_gets_the_new_time()
    {
        await StartAsync();
        _outbox.Time.Advance(Hours);
        var before = _outbox.NowMs;
        _outbox.Time.Advance(TimeSpan.FromMinutes(10));
        _outbox.Time.JumpWallClock(-Hours);
        await _outbox.AppendAsync(occupied: false, at: before);
        Assert.Equal(before - Hours.TotalMilliseconds, TimesOf(3).Single());
        await _outbox.AppendAsync(at: _outbox.NowMs - 1_000);
        Assert.Equal(_outbox.NowMs - 1_000, TimesOf(4).Single());
    }

    [Fact]
    public async Task A_disk_that_accepts_nothing_loses_readings_but_no_statement()
    {
        using var disk = FaultyVfs.Register(new Random(1));
        _outbox.Config = new OutboxConfig { MaxUnsavedReadings = 100, Vfs = disk.Name };
        await StartAsync();
        disk.Disk.CapacityBytes = 0;
        var appended = new List<Task<ulong>>();
        for (var i = 0; i < 300; i++)
        {
            if (i == 50) _outbox.Time.JumpWallClock(Hours);
            if (i == 100) _outbox.Time.JumpWallClock(-Hours);
            appended.Add(_outbox.AppendAsync());
        }

        disk.Disk.CapacityBytes = null;
        await Eventually.ThatAsync(
            () =>
            {
                _outbox.Time.Advance(TimeSpan.FromSeconds(5));
                return appended.TrueForAll(task => task.IsCompleted);
            },
            Eventually.Patience, "the disk to be used again");
        Assert.Equal([null, (long)Hours.TotalMilliseconds, -(long)Hours.TotalMilliseconds], Statements().Select(it => it.Statement.StepMs));
        // Unknown before, between and after the steps, each by its own clock.
        Assert.Equal(["clock", "hall", "clock", "hall", "clock", "hall"], Order().Take(6));
        Assert.Equal([0, (long)Hours.TotalMilliseconds, 0], ((ulong[])[2, 4, 6]).Select(sequence => TimesOf(sequence).Single() - FakeTime.Start.ToUnixTimeMilliseconds()));
        _outbox.Log.Dispose();
    }

    [Fact]
    public async Task Nothing_is_said_of_a_clock_that_nothing_is_placed_by()
    {
        using var plain = new OutboxFixture();
        await plain.Log.AppendStartAsync();
        await plain.AppendAsync();
        Assert.Equal([OutboxFixture.Hall], plain.All().Select(batch => batch.Device));
    }

    private Task StartAsync()
    {
        _outbox.Reopen();
        return _outbox.Log.AppendStartAsync();
    }

    private IEnumerable<string> Order() => _outbox.All().Where(batch => batch.Device != OutboxFixture.Office).Select(batch => batch.Device.Length == 0 ? "clock" : batch.Device);

    private long[] TimesOf(ulong sequence) => [.. StoredReading.Of(_outbox.All().Single(batch => batch.Sequence == sequence)).Select(reading => reading.TimestampMs)];

    private List<(ulong Sequence, ClockStatement Statement)> Statements() =>
    [
        .. from batch in _outbox.All()
           where batch.Device.Length == 0
           from reading in StoredReading.Of(batch)
           select (batch.Sequence, ClockStatement.TryParse(reading.Text!, out var statement, out var error) ? statement! : throw new InvalidOperationException(error)),
    ];
}
