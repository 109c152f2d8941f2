using OpcSpaces.Edge.Sensing.Presence;

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
