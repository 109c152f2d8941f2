using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Sealing;

/// <summary>What is sealed of hours in which the clock was wrong.</summary>
public sealed class SetClockSealingTests : IDisposable
{
    private const long Hour = SealingBench.Hour;
    private const long Minute = 60_000;
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(5);
    private readonly SealingBench _bench = new(withStatements: true);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_clock_that_is_set_forward_by_hand_seals_no_hour_until_it_is_set_back()
    {
        await BeginAsync(synchronized: true);
        await _bench.DeskAsync(true);
        _bench.Until(20);
        await _bench.SetClockAsync(Ahead, synchronized: false);
        await _bench.DeskAsync(false);
        _bench.Outbox.Time.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.Empty(_bench.Seals);

        await _bench.SetClockAsync(-Ahead, synchronized: true); // 80 minutes after the start
        await _bench.DeskAsync(true);
        for (var minute = 90; minute <= 8 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal(Hours(0, 7), _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([20 * Minute, 40 * Minute, Hour, Hour, Hour, Hour, Hour], Observed());
        Assert.Equal([20 * Minute, 40 * Minute, Hour, Hour, Hour, Hour, Hour], Occupied());
    }

    [Fact]
    public async Task Ten_minutes_in_the_wrong_year_cost_no_expected_time_of_later_hours()
    {
        await BeginAsync(synchronized: true);
        await _bench.DeskAsync(false);
        _bench.Until(20);
        await _bench.SetClockAsync(TimeSpan.FromDays(365), synchronized: false);
        _bench.Outbox.Time.Advance(TimeSpan.FromMinutes(10));
        await _bench.SetClockAsync(TimeSpan.FromDays(-365), synchronized: true);
        await _bench.DeskAsync(false);
        await _bench.LookAsync(31);
        for (var hour = 0; hour < 6; hour++) _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs + (hour * Hour), 3_600, 1_900, 1_700, 2_100));
        for (var minute = 60; minute <= 5 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal([0, Hour, Hour, Hour], _bench.Seals.Take(4).Select(seal => seal.Zones[0].Places!.KnownMs[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hours_of_a_wrong_future_are_sealed_again_when_they_have_come(bool kill)
    {
        await BeginAsync(synchronized: null);
        await _bench.DeskAsync(false);
        _bench.Until(20);
        await _bench.SetClockAsync(Ahead, synchronized: null);
        await _bench.DeskAsync(true);
        _bench.Outbox.Time.Advance(TimeSpan.FromHours(3));
        await LookAsync();
        var wrong = _bench.Seals.Count;
        Assert.True(wrong > 5, $"{wrong}");
        if (kill)
        {
            _bench.Kill();
            await _bench.Outbox.Log.AppendStartAsync();
        }

        await _bench.SetClockAsync(-Ahead, synchronized: null); // 200 minutes after the start
        await _bench.DeskAsync(false);
        await _bench.LookAsync(201);
        foreach (var hour in (int[])[3, 6, 9]) _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs + (hour * Hour), 3_600, 1_900, 1_700, 2_100));
        for (var minute = 210; minute <= 11 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal(Hours(3, 7), _bench.Seals.Skip(wrong).Select(seal => seal.HourMs));
        Assert.Equal([40 * Minute, Hour, Hour, Hour, Hour, Hour, Hour], Observed().Skip(wrong));
        Assert.All(Occupied().Skip(wrong), ms => Assert.Equal(0, ms));
        // What is expected of an hour in which the clock was wrong or set, nobody knows. The hours that it only told of are as all others.
        Assert.Equal([0, 0, 0, Hour, 0, 0, Hour], _bench.Seals.Skip(wrong).Select(seal => seal.Zones[0].Places!.KnownMs[0]));
    }

    [Fact]
    public async Task Hours_that_were_sealed_by_a_clock_that_was_behind_are_sealed_again_as_unknown()
    {
        await BeginAsync(synchronized: false);
        await _bench.DeskAsync(true);
        await _bench.LookAsync(90);
        Assert.Equal([Hour], Occupied());
        await _bench.SetClockAsync(Ahead, synchronized: true); // 6 h 30 min after the start
        for (var minute = 390; minute <= 8 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal([.. Hours(0, 1), .. Hours(0, 7)], _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([Hour, 0, 0, 0, 0, 0, 0, 30 * Minute], Occupied()); // and the stay goes on
    }

    /// <summary>
    /// The first boot is two hours ahead and never synchronised. The next one is right, and ten minutes later it becomes synchronised, or it makes its
    /// mark, and a third one begins, which is synchronised from its beginning.
    /// </summary>
    [Theory]
    [InlineData(5, false, false)]
    [InlineData(5, true, false)]
    [InlineData(200, false, false)]
    [InlineData(5, false, true)]
    [InlineData(5, true, true)]
    [InlineData(200, false, true)]
    public async Task What_a_boot_said_that_was_ahead_is_taken_back_when_a_later_boot_is_synchronised(int minutes, bool withoutState, bool isThirdBoot)
    {
        _bench.Outbox.Time.JumpWallClock(TimeSpan.FromHours(2));
        await BeginAsync(synchronized: false);
        await _bench.DeskAsync(true);
        for (var left = minutes; left > 0; left -= 50)
        {
            _bench.Outbox.Time.Advance(TimeSpan.FromMinutes(Math.Min(left, 50)));
            await LookAsync();
        }

        await _bench.Outbox.Log.MarkAsync(_bench.NowMs);
        _bench.Sealing.Save();
        var wrong = _bench.Seals.Count;
        _bench.Outbox.Time.JumpWallClock(TimeSpan.FromHours(-2));
        _bench.Outbox.BootId = "boot-2";
        _bench.Kill(withoutState);
        await BeginAsync(synchronized: false);
        await _bench.DeskAsync(true);
        _bench.Until(minutes + 10);
        if (isThirdBoot)
        {
            await _bench.Outbox.Log.MarkAsync(_bench.NowMs);
            _bench.Sealing.Save();
            _bench.Outbox.BootId = "boot-3";
            _bench.Outbox.IsSynchronized = true;
            _bench.Kill(withoutState);
            await BeginAsync(synchronized: true);
        }

        _bench.Outbox.IsSynchronized = true;
        await _bench.DeskAsync(true);
        var first = minutes + 10;
        for (var minute = first + 20; minute <= first + 400; minute += 30)
        {
            await _bench.DeskAsync(minute % 20 == 0);
            await _bench.LookAsync(minute);
        }

        var seals = _bench.Seals.Skip(wrong).ToDictionary(seal => seal.HourMs, seal => seal.Zones[0].Places!);
        var hours = (first + 400 - 30) / 60;
        Assert.Equal(Hours(first / 60, hours - (first / 60)), seals.Keys.Order().Where(hour => hour >= _bench.StartMs + (first / 60 * Hour)));
        Assert.Equal(((first / 60) + 1) * Hour - (first * Minute), seals[_bench.StartMs + (first / 60 * Hour)].ObservedMs[0]);
        Assert.All(Hours((first / 60) + 1, hours - (first / 60) - 1), hour => Assert.Equal(Hour, seals[hour].ObservedMs[0]));
        // What the wrong boot said of the hours that it had to itself is taken back too.
        Assert.All(seals.Where(seal => seal.Key < _bench.StartMs + (first / 60 * Hour)), seal => Assert.Equal(0, seal.Value.ObservedMs[0]));
    }

    [Fact]
    public async Task And_nothing_is_lost_of_the_next_boot_where_its_readings_are_placed()
    {
        _bench.Outbox.Time.JumpWallClock(TimeSpan.FromHours(2));
        await BeginAsync(synchronized: false);
        await _bench.DeskAsync(true);
        _bench.Outbox.Time.Advance(TimeSpan.FromMinutes(5));
        await _bench.Outbox.Log.MarkAsync(_bench.NowMs);
        _bench.Outbox.Time.JumpWallClock(DateTimeOffset.UnixEpoch - _bench.Outbox.Time.GetUtcNow());
        _bench.Outbox.BootId = "boot-2";
        _bench.Kill();
        await BeginAsync(synchronized: false);
        await _bench.DeskAsync(true);
        _bench.Outbox.Time.Advance(TimeSpan.FromMinutes(10));
        await _bench.SetClockAsync(DateTimeOffset.FromUnixTimeMilliseconds(_bench.StartMs + (15 * Minute)) - _bench.Outbox.Time.GetUtcNow(), synchronized: true);
        for (var minute = 30; minute <= 4 * 60; minute += 30)
        {
            await _bench.DeskAsync(true);
            await _bench.LookAsync(minute);
        }

        Assert.Equal(Hours(0, 3), _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([55 * Minute, Hour, Hour], Observed());
    }

    [Fact]
    public async Task Hours_that_a_wrong_future_had_sealed_are_counted_again_by_reading()
    {
        await BeginAsync(synchronized: null);
        await _bench.DeskAsync(true);
        await _bench.SetClockAsync(Ahead, synchronized: null);
        _bench.Outbox.Time.Advance(TimeSpan.FromHours(2));
        await LookAsync();
        var wrong = _bench.Seals.Count;
        await _bench.SetClockAsync(-Ahead, synchronized: null); // two hours after the start
        for (var minute = 120; minute <= 6 * 60; minute += 30)
        {
            _bench.Until(minute);
            await _bench.DeskAsync(minute % 60 == 0);
            await _bench.LookAsync(minute);
        }

        Assert.Equal([Hour, Hour, Hour], Observed().Skip(wrong).Take(3));
        Assert.Equal([30 * Minute, 30 * Minute, 30 * Minute], Occupied().Skip(wrong).Take(3));
    }

    /// <summary>Twice the cloud has another log under the epoch before anything is sealed. What is not committed comes again, and with it what was said about the clock.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(3, false)]
    [InlineData(3, true)] // the statements about the clock are not in the new log
    public async Task A_doubt_stays_over_new_epochs(ulong committed, bool kill)
    {
        await BeginAsync(synchronized: true);
        await _bench.DeskAsync(true);
        _bench.Until(20);
        await _bench.SetClockAsync(Ahead, synchronized: false);
        await _bench.DeskAsync(false);
        _bench.Sealing.Save();
        _bench.Outbox.Log.OnWatermark(new CommittedCommand(_bench.Outbox.Log.Position.Epoch, committed, null));
        _bench.Outbox.Log.StartNewEpoch();
        _bench.Outbox.Log.StartNewEpoch();
        if (kill)
        {
            _bench.Sealing.Save();
            _bench.Outbox.Log.StartNewEpoch();
            _bench.Kill();
            await _bench.Outbox.Log.AppendStartAsync();
        }

        await _bench.DeskAsync(false);
        _bench.Outbox.Time.Advance(TimeSpan.FromHours(3));
        await LookAsync();
        Assert.Empty(_bench.Seals);

        await _bench.SetClockAsync(-Ahead, synchronized: true); // 200 minutes after the start
        await _bench.DeskAsync(false);
        for (var minute = 210; minute <= 6 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal(Hours(0, 5), _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([20 * Minute, 0, 0, 40 * Minute, Hour], Observed());
        Assert.Equal([20 * Minute, 0, 0, 0, 0], Occupied());
    }

    private async Task BeginAsync(bool? synchronized)
    {
        _bench.Outbox.IsSynchronized = synchronized;
        await _bench.Outbox.Log.AppendStartAsync();
    }

    private Task LookAsync() => _bench.Sealing.LookAsync(_bench.NowMs, _bench.NowMs, []);

    private IEnumerable<long> Hours(int from, int count) => Enumerable.Range(from, count).Select(hour => _bench.StartMs + (hour * Hour));

    private IEnumerable<long> Observed() => _bench.Seals.Select(seal => seal.Zones[0].Places!.ObservedMs[0]);

    private IEnumerable<long> Occupied() => _bench.Seals.Select(seal => seal.Zones[0].Places!.OccupiedMs[0]);
}
