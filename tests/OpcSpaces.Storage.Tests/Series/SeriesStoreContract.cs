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
        Assert.Equal(9, (await Store.ReadLatestAsync(Desk, default))!.Value.Value.AsInteger);
    }

    [Fact]
    public async Task What_was_never_written_is_empty()
    {
        Assert.Empty(await ReadAllAsync(Desk));
        Assert.Null(await Store.ReadLatestAsync(Desk, default));
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
        Assert.Equal(Start + 1, (await Store.ReadLatestAsync(foreign, default))!.Value.TimeNs);
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

    private async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync();
    }

    private async Task<IReadOnlyList<SeriesSample>> ReadAllAsync(SeriesKey key) =>
        await Store.ReadAsync(key, long.MinValue, long.MaxValue, 1_000_000, default);
}
