using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Sealing;

public sealed class HourSealingTests : IDisposable
{
    private const long Hour = SealingBench.Hour;
    private readonly SealingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_hour_is_sealed_half_an_hour_after_its_end_with_the_sums_of_its_readings()
    {
        await _bench.DeskAsync(true, minute: 6);
        await _bench.MeterAsync(1_000, minute: 10);
        await _bench.MeterAsync(1_041, minute: 50);
        await _bench.DeskAsync(false, minute: 36);
        _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs, 3_600, 1_900, 1_700.25, 2_100));
        await _bench.LookAsync(89);
        Assert.Empty(_bench.Seals);

        var last = _bench.Outbox.Log.Position.LastSequence;
        await _bench.LookAsync(90);
        var seal = Assert.Single(_bench.Seals);
        Assert.Equal((_bench.StartMs, last, "boot-1"), (seal.HourMs, seal.Through, seal.Boot));
        Assert.Equal(_bench.Outbox.All()[(int)last - 1].Link.ToString(), seal.Chain);
        Assert.Null(seal.Synchronized); // the clock is not the machine's
        Assert.Equal(["hall", "office"], seal.Zones.Select(zone => zone.Zone));
        var places = seal.Zones[0].Places!;
        Assert.Equal(
            (["desk/1"], [54 * 60_000L], [30 * 60_000L], [3_600_000L], [1_900_000L], [1_700_250L], [2_100_000L]),
            (places.Points, places.ObservedMs, places.OccupiedMs, places.KnownMs, places.ExpectedMs, places.LowMs, places.HighMs),
            Equal);
        Assert.Equal([50 * 60_000L], seal.Zones[0].Meters!.ObservedMs);
        Assert.Equal([41L], seal.Zones[0].Meters!.EnergyWh);
        Assert.Null(seal.Zones[0].Doors);
        Assert.Equal([0L], seal.Zones[1].Places!.ObservedMs);
    }

    [Fact]
    public async Task Every_hour_is_sealed_once_also_when_nothing_happens()
    {
        await _bench.DeskAsync(true, minute: 30);
        for (var minute = 30; minute <= 6 * 60; minute += 30) await _bench.LookAsync(minute);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => _bench.StartMs + (i * Hour)), _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([Hour / 2, Hour, Hour, Hour, Hour], _bench.Seals.Select(seal => seal.Zones[0].Places!.OccupiedMs[0]));
    }

    [Fact]
    public async Task It_waits_for_presence_that_is_not_settled_and_for_a_quiet_stay_but_not_longer_than_two_hours_and_a_quarter()
    {
        await _bench.DeskAsync(true);
        _bench.SettledMs = _bench.StartMs;
        await _bench.LookAsync(120);
        Assert.Empty(_bench.Seals);

        _bench.SettledMs = null;
        _bench.Uncertain.Add(new UncertainMetric(_bench.Outbox.Desk, _bench.StartMs + (40 * 60_000)));
        await _bench.LookAsync(194);
        Assert.Empty(_bench.Seals);
        await _bench.LookAsync(195);
        var seal = Assert.Single(_bench.Seals);
        Assert.Equal([40 * 60_000L], seal.Zones[0].Places!.ObservedMs); // what is not certain is not observed
    }

    [Fact]
    public async Task A_start_goes_on_where_the_last_run_ended()
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Until(40);
        _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs, 1_800, 1_000, 900, 1_100));
        _bench.Sealing.Save();
        _bench.Start();
        await _bench.ReadAsync(OutboxFixture.Hall, "desk/1/occupied", PointValue.Null, minute: 40, QualityCode.Stale);
        await _bench.DeskAsync(false, minute: 50);
        _bench.Sealing.Expected.Add("hall", "desk/1", new OccupiedHour(_bench.StartMs, 600, 100, 0, 200));
        await _bench.LookAsync(90);

        var places = Assert.Single(_bench.Seals).Zones[0].Places!;
        Assert.Equal((40 * 60_000L, 30 * 60_000L), (places.ObservedMs[0], places.OccupiedMs[0]));
        Assert.Equal((2_400_000L, 1_100_000L, 900_000L, 1_300_000L), (places.KnownMs[0], places.ExpectedMs[0], places.LowMs[0], places.HighMs[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_no_hour_is_sealed_twice_and_none_is_left_out(bool withoutState)
    {
        await _bench.DeskAsync(true, minute: 10);
        await _bench.LookAsync(90);
        await _bench.DeskAsync(false, minute: 100);
        await _bench.LookAsync(150);
        _bench.Kill(withoutState);
        await _bench.LookAsync(210);

        Assert.Equal([_bench.StartMs, _bench.StartMs + Hour, _bench.StartMs + (2 * Hour)], _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal([50 * 60_000L, 40 * 60_000L, 0], _bench.Seals.Select(seal => seal.Zones[0].Places!.OccupiedMs[0]));
        Assert.Equal([50 * 60_000L, Hour, Hour], _bench.Seals.Select(seal => seal.Zones[0].Places!.ObservedMs[0]));
    }

    /// <summary>The seal is in the log, and the state is still that of before.</summary>
    [Fact]
    public async Task A_kill_between_the_seal_and_its_state_seals_the_hour_once()
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Sealing.Save();
        var before = await File.ReadAllBytesAsync(_bench.StateFile);
        await _bench.LookAsync(90);
        await File.WriteAllBytesAsync(_bench.StateFile, before);
        _bench.Kill();
        await _bench.LookAsync(150);
        Assert.Equal([_bench.StartMs, _bench.StartMs + Hour], _bench.Seals.Select(seal => seal.HourMs));
        Assert.Equal(Hour, _bench.Seals[1].Zones[0].Places!.OccupiedMs[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"epoch\":1}")]
    [InlineData("\u0000\u0001")]
    public async Task A_damaged_state_is_made_again_from_the_log(string damaged)
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Sealing.Save();
        await File.WriteAllTextAsync(_bench.StateFile, damaged);
        _bench.Start();
        await _bench.LookAsync(90);
        Assert.Equal(50 * 60_000, Assert.Single(_bench.Seals).Zones[0].Places!.OccupiedMs[0]);
    }

    [Fact]
    public async Task A_state_of_another_outbox_is_not_used()
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Sealing.Save();
        foreach (var file in Directory.EnumerateFiles(_bench.Outbox.Directory, "outbox*").ToList())
        {
            _bench.Outbox.Log.Dispose();
            File.Delete(file);
        }

        _bench.Start();
        await _bench.DeskAsync(false, minute: 20);
        await _bench.LookAsync(90);
        var places = Assert.Single(_bench.Seals).Zones[0].Places!;
        Assert.Equal((40 * 60_000L, 0L), (places.ObservedMs[0], places.OccupiedMs[0]));
    }

    [Fact]
    public async Task Hours_without_an_agent_are_sealed_with_nothing_observed()
    {
        await _bench.DeskAsync(true, minute: 10);
        await _bench.LookAsync(30);
        _bench.Sealing.Save();
        _bench.Until(5 * 60);
        _bench.Start();
        await _bench.ReadAsync(OutboxFixture.Hall, "desk/1/occupied", PointValue.Null, minute: 30, QualityCode.Stale);
        await _bench.DeskAsync(false);
        await _bench.LookAsync((6 * 60) + 30);
        Assert.Equal([20 * 60_000L, 0, 0, 0, 0, Hour], _bench.Seals.Select(seal => seal.Zones[0].Places!.ObservedMs[0]));
    }

    [Fact]
    public async Task A_clock_that_was_far_ahead_seals_thirty_one_days_and_goes_on_with_the_right_time()
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Outbox.Time.JumpWallClock(TimeSpan.FromDays(3650));
        await _bench.Sealing.LookAsync(_bench.NowMs, _bench.NowMs, []);
        Assert.InRange(_bench.Seals.Count, 31 * 24 - 1, 31 * 24);
        var wrong = _bench.Seals.Count;

        _bench.Outbox.Time.JumpWallClock(TimeSpan.FromDays(-3650));
        await _bench.LookAsync(60);
        await _bench.LookAsync(150);
        Assert.Equal([_bench.StartMs + Hour], _bench.Seals.Skip(wrong).Select(seal => seal.HourMs));
    }

    [Fact]
    public async Task Nothing_is_sealed_before_the_clock_is_set()
    {
        _bench.Outbox.Time.JumpWallClock(DateTimeOffset.UnixEpoch - _bench.Outbox.Time.GetUtcNow());
        await _bench.DeskAsync(true);
        await _bench.Sealing.LookAsync(_bench.NowMs + (5 * Hour), _bench.NowMs, []);
        Assert.Empty(_bench.Seals);
    }

    /// <summary>The cloud has another log under this epoch, so what is not committed comes again under new numbers.</summary>
    [Fact]
    public async Task A_new_epoch_counts_nothing_twice()
    {
        await _bench.DeskAsync(true, minute: 10);
        await _bench.DeskAsync(false, minute: 20);
        _bench.Sealing.Save();
        _bench.Outbox.Log.OnWatermark(new CommittedCommand(_bench.Outbox.Log.Position.Epoch, 1, null));
        _bench.Outbox.Log.StartNewEpoch();
        await _bench.DeskAsync(true, minute: 40);
        await _bench.LookAsync(90);
        var seal = Assert.Single(_bench.Seals);
        Assert.Equal(30 * 60_000, seal.Zones[0].Places!.OccupiedMs[0]);
        Assert.Equal((2UL, _bench.Outbox.All()[1].Link.ToString()), (seal.Through, seal.Chain));
    }

    /// <summary>Batches come while hours are sealed, and some of them are dated back to the hour that is being sealed.</summary>
    [Fact]
    public async Task Each_seal_follows_the_batch_through_which_it_counts()
    {
        await _bench.DeskAsync(true);
        using var stop = new CancellationTokenSource();
        var others = Task.Run(async () =>
        {
            for (var minute = 1; !stop.IsCancellationRequested; minute++) await _bench.DeskAsync(minute % 2 == 0, minute % 600);
        });
        await _bench.LookAsync(50 * 60);
        await stop.CancelAsync();
        await others;

        var seals = _bench.Outbox.All().Where(batch => batch.Device.Length == 0)
            .Select(batch => (batch.Sequence, Seal: Seal.TryParse(StoredReading.Of(batch)[0].Text!, out var seal, out _) ? seal! : throw new InvalidOperationException()))
            .ToList();
        Assert.Equal(49, seals.Count);
        Assert.All(seals, it => Assert.Equal(it.Sequence - 1, it.Seal.Through));
        Assert.All(seals, it => Assert.Equal(_bench.Outbox.All()[(int)it.Seal.Through - 1].Link.ToString(), it.Seal.Chain));
    }

    [Fact]
    public async Task A_state_of_the_epoch_before_goes_on_in_the_new_one()
    {
        await _bench.DeskAsync(true, minute: 10);
        _bench.Sealing.Save();
        _bench.Outbox.Log.OnWatermark(new CommittedCommand(_bench.Outbox.Log.Position.Epoch, 1, null));
        _bench.Outbox.Log.StartNewEpoch();
        _bench.Kill();
        await _bench.LookAsync(90);
        Assert.Equal(50 * 60_000, Assert.Single(_bench.Seals).Zones[0].Places!.OccupiedMs[0]);
    }

    private static bool Equal<T>(T expected, T actual)
    {
        Assert.Equivalent(expected, actual, strict: true);
        return true;
    }
}
