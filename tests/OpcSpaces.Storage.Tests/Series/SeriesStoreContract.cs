using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series;

/// <summary>What every series store must do. Each test has an empty store.</summary>
public abstract class SeriesStoreContract : IAsyncLifetime
{
    private const long Start = 1_772_438_400_000_000_000; // 2026-03-02T08:00:00Z in ns
    private static readonly SeriesKey Desk = new("occupancy", "opc", "zone-1", "desk/12", "occupied");
    private static readonly SeriesKey Energy = new("energy", "opc", "zone-1", "meter/1", "energy");
    private static readonly SeriesKey Power = new("energy", "opc", "zone-1", "meter/1", "power");
    private static readonly SeriesKey Door = new("access", "opc", "zone-1", "door/1", "entry");
    private readonly SeriesBatch _batch = new();

    protected TemporaryDirectory Directory { get; } = new("series");

    protected DeadLetterTable DeadLetters { get; private set; } = null!;

    protected ISeriesStore Store { get; set; } = null!;

    public virtual async Task InitializeAsync()
    {
        DeadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = Directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        Store = await OpenAsync();
    }

    public virtual async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        DeadLetters.Dispose();
        Directory.Dispose();
    }

    /// <summary>Whether the server of the tests can delete; one that cannot must say so.</summary>
    protected virtual bool CanDelete => true;

    protected abstract Task<ISeriesStore> OpenAsync();

    [Fact]
    public async Task Every_shape_of_value_comes_back_as_it_is_stored()
    {
        (SeriesKey Key, PointValue Value)[] written =
        [
            (Desk, PointValue.Of(true)),
            (Energy, PointValue.Of((ulong)long.MaxValue)),
            (Power, PointValue.Of(21.3f)),
            (Door, PointValue.Of("é 中 \"quoted\" back\\slash,= #")),
            (Power with { Field = "exact" }, PointValue.Of(1.0 / 3)),
            (Power with { Field = "whole" }, PointValue.Of(5.0)),
            (Power with { Field = "tiny" }, PointValue.Of(-1.5e-300)),
            (Desk with { Field = "signed" }, PointValue.Of(long.MinValue)),
        ];
        foreach (var (key, value) in written)
            _batch.Add(key, Start, value);
        await Store.WriteAsync(_batch, 1, default);

        foreach (var (key, value) in written)
            Assert.Equal([new SeriesSample(Start, value.Stored, 192)], await ReadAllAsync(key));
    }

    [Fact]
    public async Task Readings_of_a_measurement_expire_before_a_time_and_everything_else_stays()
    {
        const int Many = 12_000;
        foreach (var key in (SeriesKey[])[Door, Desk])
        {
            for (var i = 0; i < Many; i++) _batch.Add(key, Start + (i * 1_000_000_000L), key == Door ? PointValue.Of("pseudonym") : PointValue.Of(i % 2 == 0));
        }

        await Store.WriteAsync(_batch, 7, default);
        var before = DateTimeOffset.UnixEpoch.AddTicks((Start / 100) + (10_800 * TimeSpan.TicksPerSecond));
        if (!CanDelete)
        {
            await Assert.ThrowsAsync<SeriesUnavailableException>(() => ExpireAsync(before));
            return;
        }

        var count = await ExpireAsync(before);
        Assert.True(count is 10_800 or null, $"{count}");
        Assert.Equal((1_200, Many, 7), (await Store.CountAsync(Door, default), await Store.CountAsync(Desk, default), Store.Position));
        Assert.Equal(Start + (10_800 * 1_000_000_000L), (await Store.ReadAsync(Door, 0, long.MaxValue, 1, default))[0].TimeNs);
        Assert.True(await ExpireAsync(before) is 0 or null);

        // It is written on.
        _batch.Clear();
        _batch.Add(Door, Start, PointValue.Of("late"));
        await Store.WriteAsync(_batch, 8, default);
        Assert.Equal((1_201, 8), (await Store.CountAsync(Door, default), Store.Position));
    }

    /// <summary>How many were removed; null where the server does not say.</summary>
    private async Task<long?> ExpireAsync(DateTimeOffset before)
    {
        long? count = 0;
        await Store.ExpireAsync("access", ["opc"], before, (_, removed) => count += removed, default);
        return count;
    }

    [Fact]
    public async Task Quality_stands_beside_the_value_and_alone_where_there_is_none()
    {
        _batch.Add(Desk, Start, PointValue.Of(true));
        _batch.Add(Desk, Start + 1, PointValue.Of(false), quality: 0);
        _batch.Add(Desk, Start + 2, PointValue.Null, quality: 500);
        _batch.Add(Desk, Start + 3, PointValue.Null);
        await Store.WriteAsync(_batch, 1, default);

        Assert.Equal(
            [
                new SeriesSample(Start, PointValue.Of(1L), 192), new SeriesSample(Start + 1, PointValue.Of(0L), 0),
                new SeriesSample(Start + 2, PointValue.Null, 500), new SeriesSample(Start + 3, PointValue.Null, 192),
            ],
            await ReadAllAsync(Desk));
        Assert.Equal(4, await Store.CountAsync(Desk, default));
    }

    [Fact]
    public async Task Writing_the_same_again_changes_nothing()
    {
        for (var i = 0; i < 100; i++)
            _batch.Add(Desk, Start + (i % 50), PointValue.Of(i % 3 == 0));
        await Store.WriteAsync(_batch, 1, default);
        var before = await ReadAllAsync(Desk);
        await Store.WriteAsync(_batch, 2, default);
        Assert.Equal(before, await ReadAllAsync(Desk));
        Assert.Equal(50, await Store.CountAsync(Desk, default));
    }

    [Fact]
    public async Task A_range_has_its_start_and_not_its_end_and_ends_at_the_limit()
    {
        for (var i = 9; i >= 0; i--)
            _batch.Add(Desk, Start + i, PointValue.Of((long)i));
        await Store.WriteAsync(_batch, 1, default);
        Assert.Equal([3L, 4, 5], (await Store.ReadAsync(Desk, Start + 3, Start + 6, 100, default)).Select(s => s.Value.AsInteger));
        Assert.Equal([3L, 4], (await Store.ReadAsync(Desk, Start + 3, Start + 6, 2, default)).Select(s => s.Value.AsInteger));
        Assert.Equal(9, (await Store.ReadBeforeAsync(Desk, long.MaxValue, default))!.Value.Value.AsInteger);
    }

    [Fact]
    public async Task What_was_never_written_is_empty()
    {
        Assert.Empty(await ReadAllAsync(Desk));
        Assert.Null(await Store.ReadBeforeAsync(Desk, long.MaxValue, default));
        Assert.Equal(0, await Store.CountAsync(Desk, default));
        Assert.Empty(await Store.ListAsync(default));
        Assert.Equal(0, Store.Position);
    }

    [Fact]
    public async Task Every_series_is_listed_once_even_one_with_nothing_but_qualities()
    {
        SeriesKey[] keys = [Desk, Energy, Power, Door, Desk with { Zone = "" }, Desk with { Point = "desk/1 2,3=4" }];
        for (var i = 0; i < 3; i++)
        {
            foreach (var key in keys)
                _batch.Add(key, Start + i, key == Door ? PointValue.Null : key == Power ? PointValue.Of(1.5f) : PointValue.Of(7L));
        }
        await Store.WriteAsync(_batch, 1, default);
        Assert.Equal(
            keys.Select(key => key.ToString()).Order(),
            (await Store.ListAsync(default)).Select(key => key.ToString()).Order());
        Assert.Equal(3, await Store.CountAsync(Desk with { Zone = "" }, default));
        Assert.Equal(3, await Store.CountAsync(Desk with { Point = "desk/1 2,3=4" }, default));
    }

    [Fact]
    public async Task Foreign_readings_stand_beside_ours_of_the_same_names_and_are_known_for_what_they_are()
    {
        var foreign = Desk with { IsForeign = true };
        _batch.Add(Desk, Start, PointValue.Of(true));
        _batch.Add(foreign, Start, PointValue.Of(false));
        _batch.Add(foreign, Start + 1, PointValue.Of(false));
        await Store.WriteAsync(_batch, 1, default);
        Assert.Equal([new SeriesSample(Start, PointValue.Of(1L), 192)], await ReadAllAsync(Desk));
        Assert.Equal(2, await Store.CountAsync(foreign, default));
        Assert.Equal(Start + 1, (await Store.ReadBeforeAsync(foreign, long.MaxValue, default))!.Value.TimeNs);
        Assert.Equal([false, true], (await Store.ListAsync(default)).Select(key => key.IsForeign).Order());
    }

    [Fact]
    public async Task The_position_outlives_the_process_and_can_be_set_back()
    {
        _batch.Add(Desk, Start, PointValue.Of(true));
        await Store.WriteAsync(_batch, 42, default);
        Assert.Equal(42, Store.Position);
        await ReopenAsync();
        Assert.Equal(42, Store.Position);

        await Store.RewindAsync(7, default);
        await ReopenAsync();
        Assert.Equal(7, Store.Position);
        Assert.Equal(1, await Store.CountAsync(Desk, default));
    }

    [Fact]
    public async Task A_batch_of_many_requests_arrives_whole()
    {
        var catalog = new SeriesCatalog();
        const int Series = 50;
        const int Each = 500;
        for (var i = 0; i < Series * Each; i++)
            _batch.Add(catalog.Of("occupancy", "opc", "zone-1", $"desk/{i % Series}", "occupied"), Start + i, PointValue.Of(i % 2 == 0));
        await Store.WriteAsync(_batch, 1, default);
        for (var series = 0; series < Series; series += 7)
            Assert.Equal(Each, await Store.CountAsync(catalog.Of("occupancy", "opc", "zone-1", $"desk/{series}", "occupied"), default));
        Assert.Equal(Series * Each, Store.Status.PointsWritten);
    }

    [Fact]
    public async Task What_no_store_takes_is_set_aside_with_its_journal_entry_and_the_rest_goes_in()
    {
        (SeriesKey Key, PointValue Value, long Time)[] bad =
        [
            (Power, PointValue.Of(double.NaN), Start),
            (Power, PointValue.Of(float.PositiveInfinity), Start),
            (Energy, PointValue.Of(ulong.MaxValue), Start),
            (Door, PointValue.Of(new string('x', 20_000)), Start),
            (Door, PointValue.Of("two\nlines"), Start),
            (Desk with { Point = "" }, PointValue.Of(true), Start),
            (Desk with { Point = "desk\\" }, PointValue.Of(true), Start),
            (Desk with { Zone = "a\nb" }, PointValue.Of(true), Start),
            (Desk, PointValue.Of(true), long.MaxValue),
        ];
        _batch.BeginEntry(8);
        _batch.Add(Desk, Start, PointValue.Of(true));
        _batch.BeginEntry(9);
        foreach (var (key, value, time) in bad)
            _batch.Add(key, time, value);
        _batch.Add(Desk, Start + 1, PointValue.Of(true));
        await Store.WriteAsync(_batch, 9, default);
        await Store.WriteAsync(_batch, 9, default);

        Assert.Equal(2, await Store.CountAsync(Desk, default));
        Assert.Equal([new DeadLetterCount("refused-by-store", bad.Length)], DeadLetters.Counts);
        Assert.All(DeadLetters.ReadNewest(100), stored => Assert.Equal(9, stored.Letter.JournalId));
        Assert.Equal(9, Store.Position);
    }

    [Fact]
    public async Task The_newest_reading_before_a_time_is_found()
    {
        for (var i = 0; i < 10; i += 2)
            _batch.Add(Desk, Start + i, PointValue.Of(i > 4), quality: i == 4 ? 0 : 192);
        await Store.WriteAsync(_batch, 1, default);
        Assert.Null(await Store.ReadBeforeAsync(Desk, Start, default));
        Assert.Equal(new SeriesSample(Start + 4, PointValue.Of(0L), 0), await Store.ReadBeforeAsync(Desk, Start + 6, default));
        Assert.Equal(Start + 8, (await Store.ReadBeforeAsync(Desk, long.MaxValue, default))!.Value.TimeNs);
    }

    [Fact]
    public async Task Parts_have_extremes_mean_end_and_growth_and_parts_without_readings_are_left_out()
    {
        const long Minute = 60_000_000_000;
        (int Minute, ulong Wh)[] readings = [(-5, 90), (1, 100), (20, 130), (59, 160), (180, 200), (190, 20), (200, 25)];
        foreach (var (minute, wh) in readings)
            _batch.Add(Energy, Start + (minute * Minute), PointValue.Of(wh));
        await Store.WriteAsync(_batch, 1, default);
        // Three hours and a half: the fall to 20 is a new meter, and no growth.
        Assert.Equal(
            [new SeriesBucket(0, 3, 0, new BucketNumbers(100, 160, 130, 160), 70), new SeriesBucket(3, 3, 0, new BucketNumbers(20, 200, 245.0 / 3, 25), 45)],
            await Store.SummariseAsync(Energy, new SeriesGrid(Start, 60 * Minute, 4), default));
        Assert.Equal([0, 1, 2], (await Store.SummariseAsync(Energy, new SeriesGrid(Start, 20 * Minute, 3), default)).Select(part => part.Index));
        Assert.Empty(await Store.SummariseAsync(Energy, new SeriesGrid(Start + (60 * Minute), 60 * Minute, 2), default));
        Assert.Empty(await Store.SummariseAsync(Power, new SeriesGrid(Start, 60 * Minute, 4), default));
    }

    [Fact]
    public async Task What_is_not_good_is_in_no_figure_and_counted_apart()
    {
        _batch.Add(Power, Start, PointValue.Of(10f));
        _batch.Add(Power, Start + 1, PointValue.Of(9_000f), quality: 0);
        _batch.Add(Power, Start + 2, PointValue.Null, quality: 500);
        _batch.Add(Power, Start + 3, PointValue.Of(20f));
        _batch.Add(Door, Start, PointValue.Of("p-1"));
        _batch.Add(Door, Start + 1, PointValue.Of("p-2"));
        await Store.WriteAsync(_batch, 1, default);
        var grid = new SeriesGrid(Start, 10, 1);
        Assert.Equal([new SeriesBucket(0, 2, 2, new BucketNumbers(10, 20, 15, 20), 0)], await Store.SummariseAsync(Power, grid, default));
        Assert.Equal([new SeriesBucket(0, 2, 0, null, 0)], await Store.SummariseAsync(Door, grid, default));
    }

    [Fact]
    public async Task A_register_grows_from_its_last_reading_on_however_long_before_the_parts_that_was()
    {
        const long Second = 1_000_000_000;
        var later = Start + (17 * 3_600 * Second);
        _batch.Add(Energy, Start, PointValue.Of(1_000UL));
        _batch.Add(Energy, later, PointValue.Of(1_500UL));
        _batch.Add(Energy, later + (100 * Second), PointValue.Of(1_520UL));
        await Store.WriteAsync(_batch, 1, default);
        var buckets = await Store.SummariseAsync(Energy, new SeriesGrid(later - (150 * Second), 61 * Second, 10), default);
        Assert.Equal([(2, 500L), (4, 20L)], buckets.Select(bucket => (bucket.Index, bucket.Growth)));
    }

    /// <summary>Readings arrive in any order, hours late, again and corrected, between the questions.</summary>
    [Fact]
    public async Task Parts_of_any_length_are_those_of_the_readings_whatever_comes_late()
    {
        const long Hour = 3_600_000_000_000;
        var seed = Seed.Take(GetType().Name);
        var random = seed.CreateRandom();
        await seed.RunAsync(async () =>
        {
            for (var (round, position) = (0, 1L); round < Soak.Rounds(usual: 12, soak: 300); round++, position++)
            {
                _batch.Clear();
                for (var (i, first) = (0, random.Next(100)); i < 300; i++)
                {
                    var at = Start + (((first + random.Next(8)) * Hour) + random.NextInt64(Hour) / 1_000_000 * 1_000_000);
                    // Mostly a register, sometimes a new meter, a loss, or nothing.
                    var wh = (ulong)((at - Start) / 1_000_000_000) + (random.Next(200) == 0 ? 10_000_000UL : 0);
                    _batch.Add(Energy, at, random.Next(60) == 0 ? PointValue.Null : PointValue.Of(random.Next(100) == 0 ? 3UL : wh), random.Next(80) == 0 ? 0 : 192);
                }
                await Store.WriteAsync(_batch, position, default);
                var step = random.Next(3) switch { 0 => Hour * random.Next(1, 30), 1 => Hour / random.Next(1, 60), _ => random.NextInt64(Hour / 10, Hour * 5) };
                var from = Start + (random.Next(2) == 0 ? Hour * random.Next(0, 60) : random.NextInt64(60 * Hour));
                var grid = new SeriesGrid(from, step, random.Next(1, 200));
                Equal(Fold(grid, await ReadAllAsync(Energy)), await Store.SummariseAsync(Energy, grid, default), $"{round}: {grid}");
            }
        });
    }

    // The plain calculation.
    private static List<SeriesBucket> Fold(SeriesGrid grid, IReadOnlyList<SeriesSample> all)
    {
        var buckets = new List<SeriesBucket>();
        for (var part = 0; part < grid.Count; part++)
        {
            var inside = all.Where(sample => sample.TimeNs >= grid.StartNs(part) && sample.TimeNs < grid.StartNs(part + 1)).ToList();
            if (inside.Count == 0) continue;
            var good = inside.Where(IsGood).ToList();
            var growth = 0L;
            for (var i = 0; i < good.Count; i++)
            {
                var before = i > 0 ? good[i - 1] : all.LastOrDefault(sample => sample.TimeNs < grid.StartNs(part) && IsGood(sample));
                var step = good[i].Value.AsInteger - before.Value.AsInteger;
                if (before.TimeNs > 0 && step > 0 && step <= 100_000 + (10_000_000 * ((good[i].TimeNs - before.TimeNs) / 1_000_000_000) / 3_600)) growth += step;
            }
            var values = good.Select(sample => (double)sample.Value.AsInteger).ToList();
            buckets.Add(new SeriesBucket(part, good.Count, inside.Count - good.Count, good.Count == 0 ? null : new BucketNumbers(values.Min(), values.Max(), values.Average(), values[^1]), growth));
        }
        return buckets;

        static bool IsGood(SeriesSample sample) => sample.Quality == 192 && !sample.Value.IsNull;
    }

    private static void Equal(List<SeriesBucket> expected, IReadOnlyList<SeriesBucket> actual, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {expected.Count} parts, and not {actual.Count}");
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Numbers?.Mean ?? 0, other.Numbers?.Mean ?? 0, 6);
            Assert.Equal(one with { Numbers = one.Numbers is { } known ? known with { Mean = 0 } : null }, other with { Numbers = other.Numbers is { } found ? found with { Mean = 0 } : null });
        }
    }

    private async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }

    private async Task<IReadOnlyList<SeriesSample>> ReadAllAsync(SeriesKey key) =>
        await Store.ReadAsync(key, long.MinValue, long.MaxValue, 1_000_000, default);
}
