using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sealing;

/// <summary>Seals of hours that begin at the half, as in UTC+5:30. The bench begins at 08:00 UTC.</summary>
public sealed class TimeZoneSealingTests : IDisposable
{
    private const long Hour = SealingBench.Hour;
    private const int Half = 1_800_000;
    private readonly SealingBench _bench = new(withStatements: true);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Hours_begin_as_in_the_time_zone_of_the_gateway()
    {
        Begin(Half);
        await _bench.DeskAsync(true, minute: 10);
        _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs + Half, 3_600, 1_900, 1_700, 2_100));
        await _bench.DeskAsync(false, minute: 60);
        for (var minute = 60; minute <= 150; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal([_bench.StartMs - Half, _bench.StartMs + Half], _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([20 * 60_000, Hour], _bench.Seals.Select(seal => seal.Zones[0].Places!.ObservedMs[0]));
        Assert.Equal([20 * 60_000, Half], _bench.Seals.Select(seal => seal.Zones[0].Places!.OccupiedMs[0]));
        Assert.Equal([0, 1_900_000], _bench.Seals.Select(seal => seal.Zones[0].Places!.ExpectedMs[0]));
    }

    [Fact]
    public async Task Hours_that_a_wrong_clock_had_sealed_begin_there_too()
    {
        Begin(Half);
        await _bench.Outbox.Log.AppendStartAsync();
        await _bench.DeskAsync(true);
        await _bench.SetClockAsync(TimeSpan.FromHours(5), null);
        _bench.Outbox.Time.Advance(TimeSpan.FromHours(2));
        await _bench.Sealing.LookAsync(_bench.NowMs, _bench.NowMs, []);
        var wrong = _bench.Seals.Count;
        await _bench.SetClockAsync(TimeSpan.FromHours(-5), null);
        for (var minute = 150; minute <= 300; minute += 30) await _bench.LookAsync(minute);
        Assert.True(wrong > 2);
        Assert.All(_bench.Seals, seal => Assert.Equal(Half, seal.HourMs % Hour));
        Assert.Equal([Half, Hour, Hour], _bench.Seals.Skip(wrong).Select(seal => seal.Zones[0].Places!.ObservedMs[0]));
    }

    /// <summary>The setting is corrected: what lies between the last hour of before and the first whole one is sealed in none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_the_setting_has_changed_the_first_whole_hour_is_sealed_next(bool withoutState)
    {
        Begin(0);
        await _bench.DeskAsync(true);
        await _bench.LookAsync(90);
        _bench.Until(100);
        await _bench.DeskAsync(true);
        _bench.Sealing.Save();
        _bench.HourPhaseMs = Half;
        _bench.Kill(withoutState);
        for (var minute = 120; minute <= 300; minute += 30)
        {
            await _bench.DeskAsync(true, minute);
            await _bench.LookAsync(minute);
        }

        var first = withoutState ? 1 : 2; // without the state all is counted again from the log
        Assert.Equal([_bench.StartMs, .. Enumerable.Range(first, 4 - first).Select(hour => _bench.StartMs + Half + (hour * Hour))], _bench.Seals.Select(seal => seal.HourMs));
        Assert.All(_bench.Seals, seal => Assert.Equal(Hour, seal.Zones[0].Places!.ObservedMs[0]));
    }

    private void Begin(int phaseMs)
    {
        _bench.HourPhaseMs = phaseMs;
        _bench.Start();
    }
}
