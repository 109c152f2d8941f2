using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Series;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Series;

public sealed class SeriesProjectionTests : IDisposable
{
    private const string Desk = "occupancy,C1,Z1,desk/0 occupied";
    private readonly SeriesBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Readings_stand_under_measurement_zone_and_point_with_the_gateways_time_and_births_make_none()
    {
        _bench.Deliver(content =>
        {
            content.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(true)));
            content.Append(SimulatedGateway.EnergyAlias(0), SparkplugDataType.UInt64, new Reading(_bench.NowMs, PointValue.Of(1234UL)));
            content.Append(SimulatedGateway.DoorAlias(0), SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of("a1b2")));
        });
        await _bench.ProjectAsync();
        Assert.Equal(
            [("access,C1,Z1,door/1 entry", "\"a1b2\" 192"), ("energy,C1,Z1,meter/1 energy", "1234 192"), (Desk, "1 192")],
            _bench.Store.Points.Select(point => (point.Key.Series, point.Value)));
        Assert.All(_bench.Store.Points.Keys, key => Assert.Equal(_bench.NowMs, key.TimeNs / 1_000_000));
    }

    [Fact]
    public async Task Two_readings_of_one_point_in_one_millisecond_are_two_and_keep_their_order()
    {
        _bench.Deliver(content =>
        {
            content.Append(SimulatedGateway.DoorAlias(0), SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of("a")));
            content.Append(SimulatedGateway.DoorAlias(0), SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of("b")));
        });
        await _bench.ProjectAsync();
        Assert.Equal([32L, 33L], _bench.Store.Points.Keys.Select(key => key.TimeNs % 1_000_000));
    }

    [Fact]
    public async Task Readings_of_an_edge_node_without_an_outbox_make_a_series_of_their_own_that_says_so()
    {
        var foreign = new ForeignNode(_bench.Time);
        _bench.Cloud.Deliver(foreign.Births());
        _bench.Cloud.Deliver(foreign.Data(occupied: true, (ulong)_bench.NowMs));
        _bench.Deliver(content => content.Append(SimulatedGateway.DeskAlias(0, 1), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(false))));
        await _bench.ProjectAsync();
        Assert.Equal(
            [("occupancy,C1,Z1,desk/1 occupied", "0 192"), ("occupancy,C1,Z1,desk/1,foreign occupied", "0 192"), ("occupancy,C1,Z1,desk/1,foreign occupied", "1 192")],
            _bench.Store.Points.Select(point => (point.Key.Series, point.Value)));
    }

    [Fact]
    public async Task A_reading_without_a_value_keeps_its_quality()
    {
        _bench.Deliver(content => content.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Null, 500)));
        await _bench.ProjectAsync();
        Assert.Equal("null 500", _bench.Store.Points.Values.Single());
    }

    [Fact]
    public async Task A_tombstone_makes_neither_points_nor_letters()
    {
        _bench.Deliver(content => content.Append(SimulatedGateway.AliasBase(0) + 2, SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of("{}"))));
        await _bench.ProjectAsync();
        Assert.Empty(_bench.Store.Points);
        Assert.Empty(_bench.Cloud.DeadLetters.Counts);
    }

    /// <summary>Its time may be one that cannot be, because the clock is not set.</summary>
    [Theory]
    [InlineData(SimulatedGateway.ClockAlias)]
    [InlineData(SimulatedGateway.SealAlias)]
    public async Task What_a_log_says_of_itself_makes_neither_points_nor_letters(ulong alias)
    {
        _bench.Deliver(content => content.Append(alias, SparkplugDataType.String, new Reading(12_000, PointValue.Of("{}"))), SimulatedGateway.Own);
        await _bench.ProjectAsync();
        Assert.Empty(_bench.Store.Points);
        Assert.Empty(_bench.Cloud.DeadLetters.Counts);
    }

    [Fact]
    public async Task A_projection_that_starts_in_the_middle_reads_under_the_births_that_were_valid_there()
    {
        _bench.Deliver(content => content.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(true))));
        await _bench.ProjectAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        _bench.Gateway.Append(0, Bytes.Content(c => c.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(false)))));
        _bench.Cloud.Deliver(_bench.Gateway.Send(1));
        await _bench.ProjectAsync(); // a new projection, behind all births
        Assert.Equal(2, _bench.Store.Points.Count);
        Assert.Empty(_bench.Cloud.DeadLetters.Counts);
    }

    [Fact]
    public async Task Of_a_journal_that_was_restored_from_a_backup_only_what_is_new_is_read()
    {
        _bench.Deliver(content => content.Append(SimulatedGateway.DeskAlias(0, 0), SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(true))));
        await _bench.ProjectAsync();
        await _bench.Store.RewindAsync(1_000, CancellationToken.None); // the position of a journal that was longer
        var end = _bench.Cloud.Journal.LastId;
        await _bench.ProjectAsync();
        Assert.Equal(end, _bench.Store.Position);
        _bench.Gateway.Append(3);
        _bench.Cloud.Deliver(_bench.Gateway.Send(1));
        await _bench.ProjectAsync();
        Assert.Equal(4, _bench.Store.Points.Count);
    }

    [Fact]
    public async Task Letters_of_a_journal_that_was_restored_from_a_backup_stand_beside_those_that_had_its_ids_before()
    {
        _bench.Cloud.Deliver(_bench.Gateway.Connect());
        _bench.Cloud.Stop();
        File.Copy(_bench.Cloud.JournalPath, _bench.Cloud.JournalPath + ".backup");
        for (ulong unknown = 7_001; unknown <= 7_002; unknown++)
        {
            _bench.Cloud.Start();
            _bench.Cloud.Deliver(_bench.Gateway.Births());
            _bench.Gateway.Append(0, Bytes.Content(content => content.Append(unknown, SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(true)))));
            _bench.Cloud.Deliver(_bench.Gateway.Send(1));
            await _bench.ProjectAsync();
            if (unknown == 7_002)
                break;
            _bench.Cloud.Stop();
            File.Copy(_bench.Cloud.JournalPath + ".backup", _bench.Cloud.JournalPath, overwrite: true);
            await ResumeOverAsync();
            _bench.Gateway.NewOutbox();
        }
        Assert.Equal(2, _bench.Cloud.DeadLetters.Counts.Single(count => count.Reason == "unknown-metric").Count);
    }

    private async Task ResumeOverAsync()
    {
        // As at start-up: projections take up their positions before anything is appended.
        using var journal = new Journal(new JournalOptions { Path = _bench.Cloud.JournalPath });
        Assert.True(_bench.Store.Position > journal.LastId);
        var projection = new SeriesProjection(_bench.Store, _bench.Cloud.DeadLetters, new SeriesCatalog(), TimeSpan.Zero);
        await projection.ResumeAsync(journal, journal.LastId, CancellationToken.None);
    }

    [Fact]
    public async Task Built_anew_in_steps_of_any_size_the_series_are_the_same()
    {
        var seed = Seed.Take(nameof(Built_anew_in_steps_of_any_size_the_series_are_the_same));
        var random = seed.CreateRandom();
        _bench.Cloud.Deliver(_bench.Gateway.Connect());
        for (var step = 0; step < Soak.Rounds(usual: 200, soak: 20_000); step++)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
            _bench.Gateway.Append(random.Next(1, 20));
            if (random.Next(10) == 0)
                _bench.Cloud.Deliver(_bench.Gateway.Births());
            _bench.Cloud.Deliver(_bench.Gateway.Send(random.Next(5)));
            if (random.Next(20) == 0)
                await _bench.ProjectAsync(atATime: random.Next(1, 30));
        }
        await _bench.ProjectAsync();

        var anew = new MemorySeriesStore();
        using var letters = Letters("letters-anew.db");
        await _bench.ProjectAsync(anew, letters, atATime: 1_000);
        Assert.Equal(_bench.Store.Points, anew.Points);
        Assert.Equal(_bench.Cloud.DeadLetters.Counts, letters.Counts);
    }

    [Fact]
    public async Task The_embedded_store_holds_the_same_whether_it_grew_with_the_journal_or_was_built_from_it()
    {
        using var letters = Letters("letters-embedded.db");
        await using var grown = Embedded("grown.db", letters);
        _bench.Cloud.Deliver(_bench.Gateway.Connect());
        for (var step = 0; step < 50; step++)
        {
            _bench.Gateway.Append(10);
            _bench.Cloud.Deliver(_bench.Gateway.Send(1));
            await _bench.ProjectAsync(grown, letters, atATime: 3);
        }
        await using var built = Embedded("built.db", letters);
        await _bench.ProjectAsync(built, letters, atATime: 1_000);
        await built.RewindAsync(0, CancellationToken.None);
        await _bench.ProjectAsync(built, letters, atATime: 1_000); // and once more over what is there

        var series = await grown.ListAsync(CancellationToken.None);
        Assert.Equal(series.ToHashSet(), (await built.ListAsync(CancellationToken.None)).ToHashSet());
        var samples = 0;
        foreach (var key in series)
        {
            var expected = await grown.ReadAsync(key, 0, long.MaxValue, 10_000, CancellationToken.None);
            Assert.Equal(expected, await built.ReadAsync(key, 0, long.MaxValue, 10_000, CancellationToken.None));
            samples += expected.Count;
        }
        Assert.Equal(500, samples);
    }

    private DeadLetterTable Letters(string file) =>
        new(new DeadLetterOptions { Path = _bench.Directory.File(file) }, NullLogger<DeadLetterTable>.Instance);

    private EmbeddedSeriesStore Embedded(string file, DeadLetterTable letters) =>
        new(new EmbeddedSeriesOptions { Path = _bench.Directory.File(file) }, letters, _bench.Time);

    [Fact]
    public async Task A_foreign_nodes_time_is_never_later_than_receipt_and_unknown_names_are_told_once_per_birth()
    {
        var foreign = new ForeignNode(_bench.Time);
        _bench.Cloud.Deliver(foreign.Births());
        _bench.Cloud.Deliver(foreign.Data(true, (ulong)_bench.NowMs + 600_000), foreign.Data(false, null));
        await _bench.ProjectAsync();
        Assert.Equal(3, _bench.Store.Points.Count);
        Assert.All(_bench.Store.Points.Keys, key => Assert.Equal(_bench.NowMs, key.TimeNs / 1_000_000));
        var letter = Assert.Single(_bench.Cloud.DeadLetters.ReadNewest(10)).Letter;
        Assert.Equal(("unmapped-metric", "1 metrics have no series: Blower/Speed"), (letter.Reason, letter.Text));
    }
}
