using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Client;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Tests.Series.Influx.Servers;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Client;

/// <summary>Flux, with answers in the annotated CSV that InfluxDB 2.x documents; no such server was there to try.</summary>
public sealed class FluxReaderTests : IAsyncLifetime
{
    private static readonly SeriesKey Desk = new("occupancy", "opc", "zone-1", "desk/12", "occupied");
    private readonly TemporaryDirectory _directory = new("flux");
    private FakeInflux _influx = null!;
    private InfluxSeriesStore _store = null!;
    private DeadLetterTable _deadLetters = null!;

    public async Task InitializeAsync()
    {
        _influx = await FakeInflux.StartAsync();
        _deadLetters = new DeadLetterTable(new DeadLetterOptions { Path = _directory.File("dead.db") }, NullLogger<DeadLetterTable>.Instance);
        var options = new InfluxOptions { PositionPath = _directory.File("influx.db") };
        Assert.Null(InfluxUrl.TryApply($"{_influx.Url}?org=opc&bucket=opcspaces&reader=flux", options));
        _store = new InfluxSeriesStore(options, _deadLetters, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _influx.DisposeAsync();
        _deadLetters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Values_and_qualities_of_a_series_are_joined_by_time_to_the_nanosecond()
    {
        Answer(
            Table(0, "long", "occupied", ("2026-03-02T08:00:00.000000032Z", "1"), ("2026-03-02T08:00:00.000000033Z", "0")),
            Table(1, "long", "occupied_quality", ("2026-03-02T08:00:00.000000033Z", "0"), ("2026-03-02T08:00:01Z", "500")));
        const long Second = 1_772_438_400_000_000_000;
        SeriesSample[] expected =
        [
            new(Second + 32, PointValue.Of(1L), 192), new(Second + 33, PointValue.Of(0L), 0), new(Second + 1_000_000_000, PointValue.Null, 500),
        ];
        Assert.Equal(expected, await _store.ReadAsync(Desk, 0, long.MaxValue, 100, default));
        Assert.Equal(expected[..2], await _store.ReadAsync(Desk, 0, long.MaxValue, 2, default));
        Assert.Equal(expected[2], await _store.ReadBeforeAsync(Desk, long.MaxValue, default));
        Assert.Equal("POST /api/v2/query?org=opc", _influx.Requests.First().Request);
    }

    [Fact]
    public async Task Every_type_comes_back_as_it_is_stored()
    {
        foreach (var (type, text, value) in ((string, string, PointValue)[])[
            ("long", "-7", PointValue.Of(-7L)), ("double", "21.3", PointValue.Of(21.3)), ("double", "5", PointValue.Of(5.0)),
            ("string", "\"é 中 \"\"quoted\"\", a\"", PointValue.Of("é 中 \"quoted\", a")), ("boolean", "true", PointValue.Of(1L)),
            ("unsignedLong", "7", PointValue.Of(7L))])
        {
            Answer(Table(0, type, "occupied", ("2026-03-02T08:00:00Z", text)));
            Assert.Equal(value, Assert.Single(await _store.ReadAsync(Desk, 0, long.MaxValue, 100, default)).Value);
        }
    }

    [Fact]
    public async Task One_field_is_counted_by_the_server_and_two_are_counted_here()
    {
        Answer(Table(0, "long", "occupied", ("2026-03-02T08:00:00Z", "42")));
        Assert.Equal(42, await _store.CountAsync(Desk, default));
        Answer(
            Table(0, "long", "occupied", ("2026-03-02T08:00:00Z", "1"), ("2026-03-02T08:00:01Z", "1")),
            Table(1, "long", "occupied_quality", ("2026-03-02T08:00:01Z", "0"), ("2026-03-02T08:00:02Z", "500")));
        Assert.Equal(3, await _store.CountAsync(Desk, default));
    }

    [Fact]
    public async Task Series_are_listed_once_with_zone_and_source()
    {
        Answer(
            Table(0, "long", "occupied", ("2026-03-02T08:00:00Z", "1")), Table(1, "long", "occupied_quality", ("2026-03-02T08:00:00Z", "0")),
            Table(2, "double", "power", ("2026-03-02T08:00:00Z", "1.5")).Replace(",zone-1", ",foreign", StringComparison.Ordinal)
                .Replace(",zone", ",source", StringComparison.Ordinal));
        Assert.Equal([Desk, Desk with { Field = "power", Zone = "", IsForeign = true }], await _store.ListAsync(default));
    }

    [Fact]
    public async Task An_empty_answer_is_empty_and_an_empty_range_is_not_asked_for()
    {
        Answer();
        Assert.Empty(await _store.ReadAsync(Desk, 0, long.MaxValue, 100, default));
        Assert.Null(await _store.ReadBeforeAsync(Desk, long.MaxValue, default));
        Assert.Equal(0, await _store.CountAsync(Desk, default));
        Assert.Empty(await _store.ListAsync(default));
        var asked = _influx.Requests.Count;
        Assert.Empty(await _store.ReadAsync(Desk, 5, 5, 100, default));
        Assert.Equal(asked, _influx.Requests.Count);
    }

    [Theory]
    [InlineData("#datatype,string,string\r\n,error,reference\r\n,out of memory,\r\n", "out of memory")]
    [InlineData("#datatype,string,long\r\n,result,table\r\n,_result,0\r\n", "_value")]
    [InlineData("#datatype,string,duration\r\n,_field,_value\r\n,occupied,5s\r\n", "duration")]
    [InlineData("#datatype,string,long\r\n,_field,_value\r\n,occupied,much\r\n", "annotated CSV")]
    public async Task An_answer_with_an_error_in_it_throws(string csv, string expected)
    {
        _influx.Answers["/api/v2/query"] = csv;
        Assert.Contains(expected, (await Assert.ThrowsAsync<SeriesUnavailableException>(() => _store.ListAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_fails_throws()
    {
        await _influx.DisposeAsync();
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => _store.CountAsync(Desk, default));
    }

    [Fact]
    public void A_query_names_bucket_range_and_series_and_an_absent_tag_is_absent() =>
        Assert.Equal(
            """
            from(bucket: "a \"b\"")
              |> range(start: time(v: 5), stop: time(v: 9223372036854775806))
              |> filter(fn: (r) => r._measurement == "occupancy")
              |> filter(fn: (r) => r._field == "occupied" or r._field == "occupied_quality")
              |> filter(fn: (r) => r.community == "\${x}\\" and r.point == "desk/12")
              |> filter(fn: (r) => not exists r.zone and r.source == "foreign")
            """,
            FluxText.Select("a \"b\"", Desk with { Community = "${x}\\", Zone = "", IsForeign = true }, 5),
            ignoreLineEndingDifferences: true);

    private static string Table(int number, string type, string field, params (string Time, string Value)[] rows) =>
        $"#datatype,string,long,dateTime:RFC3339,{type},string,string,string,string,string\r\n#group,false,false,false,false,true,true,true,true,true\r\n"
        + "#default,_result,,,,,,,,\r\n,result,table,_time,_value,_field,_measurement,community,zone,point\r\n"
        + string.Concat(rows.Select(row => $",,{number},{row.Time},{row.Value},{field},occupancy,opc,zone-1,desk/12\r\n")) + "\r\n";

    private void Answer(params string[] tables) => _influx.Answers["/api/v2/query"] = string.Concat(tables);
}
