using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Tests;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Tests.Series;

/// <summary>An API whose store has series, each for one test.</summary>
public sealed class SeriesFixture : IAsyncLifetime
{
    private const long NsPerMinute = 60_000_000_000;
    private static readonly SeriesKey Meter = new("energy", "hub", "open-3", "meter/1", "energy");
    private static readonly SeriesKey Desk = new("occupancy", "hub", "open-3", "desk/1", "occupied");
    private static readonly SeriesKey Air = new("environment", "hub", "open-3", "env/1", "co2");
    private static readonly SeriesKey Door = new("access", "hub", "open-3", "door/1", "entry");

    // Monday, in Shanghai midnight to midnight.
    internal static readonly DateTimeOffset Day = new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset NewYear = new(2025, 12, 31, 16, 0, 0, TimeSpan.Zero);

    internal static readonly DateTimeOffset Now = Day.AddDays(1).AddHours(3);

    private readonly SeriesBatch _batch = new();

    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await ApiHost.StartAsync();
        Host.Time.SetUtcNow(Now);
        for (var minute = 0L; minute < 366L * 24 * 60; minute += 30) _batch.Add(Meter, Ns(Day.AddDays(-365)) + (minute * NsPerMinute), PointValue.Of((ulong)minute));
        // A community whose dates begin at half past an hour of UTC.
        Assert.IsType<Committed>(Host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "third")
        {
            Put = [.. Sample.Rows("delhi").Select(row => row is Model.Registry.Facts.CommunityFacts community ? community with { Name = "Delhi", TimeZone = "Asia/Kolkata" } : row)],
        }));
        for (var minute = 0L; minute < 12L * 24 * 60; minute += 30) _batch.Add(Meter with { Community = "delhi" }, Ns(Day.AddDays(-11)) + (minute * NsPerMinute), PointValue.Of((ulong)minute));
        _batch.Add(Air, Ns(Day), PointValue.Of(400f));
        _batch.Add(Air, Ns(Day.AddMinutes(10)), PointValue.Of(1_900f));
        _batch.Add(Air, Ns(Day.AddMinutes(20)), PointValue.Of(5f), QualityCode.Bad);
        _batch.Add(Air, Ns(Day.AddHours(5)), PointValue.Of(500f));
        _batch.Add(Air with { Point = "env/2" }, Ns(Day), PointValue.Of(400.5f));
        // 00:00 free, 08:00 occupied, 09:30 unknown, 10:00 free. From 11:00 on nothing comes, and no record says that it was observed.
        _batch.Add(Desk, Ns(Day), PointValue.Of(false));
        _batch.Add(Desk, Ns(Day.AddHours(8)), PointValue.Of(true));
        _batch.Add(Desk, Ns(Day.AddHours(9.5)), PointValue.Null, QualityCode.Stale);
        _batch.Add(Desk, Ns(Day.AddHours(10)), PointValue.Of(false));
        _batch.Add(Desk with { Point = "desk/2" }, Ns(Now.AddHours(-9)), PointValue.Of(true));
        _batch.Add(Desk with { Point = "desk/2" }, Ns(Now.AddMinutes(-30)), PointValue.Of(false));
        for (var hour = 0; hour < 40 * 24; hour += 2)
        {
            _batch.Add(Desk with { Point = "desk/3" }, Ns(NewYear.AddHours(hour)), PointValue.Of(true));
            _batch.Add(Desk with { Point = "desk/3" }, Ns(NewYear.AddHours(hour + 0.5)), PointValue.Of(false));
        }

        _batch.Add(Door, Ns(Day), PointValue.Of("p-secret"));
        _batch.Add(Door, Ns(Day.AddSeconds(1)), PointValue.Of("p-other"));
        await Host.Services.GetRequiredService<ISeriesStore>().WriteAsync(_batch, 1, default);
        Host.Services.GetRequiredService<WatchedUsageStore>().Write(
        [
            .. Enumerable.Range(0, 40 * 24).Select(hour => Observed(NewYear.AddHours(hour), 3_600, hour % 2 == 0 ? 1_800 : 0, "desk/3")),
            // Of the last desk no reading is left.
            .. (((int Hour, int Observed, int Occupied)[])[(7, 3_600, 0), (8, 3_600, 3_600), (9, 1_800, 1_800), (10, 3_600, 0), (11, 0, 0)]).Select(it => Observed(Day.AddHours(it.Hour), it.Observed, it.Occupied, "desk/1", "desk/4")),
        ], null);
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    private static long Ns(DateTimeOffset at) => at.ToUnixTimeMilliseconds() * 1_000_000;

    private static EmittedRecord Observed(DateTimeOffset hour, int observedSeconds, int occupiedSeconds, params string[] desks)
    {
        var (observed, occupied) = (observedSeconds * 1_000, occupiedSeconds * 1_000);
        var record = new UsageRecord
        {
            Zone = new ZoneKey("hub", "open-3"),
            StartMs = hour.ToUnixTimeMilliseconds(),
            Revision = 1,
            Closing = UsageClosing.Sealed,
            Places = [.. desks.Select(desk => new PlaceUsage(desk, observed, occupied, observed, occupied, occupied, occupied, null))],
        };
        return new EmittedRecord(record, UsageContent.Write(record), 1);
    }
}

public sealed class SeriesEndpointsTests(SeriesFixture fixture) : IClassFixture<SeriesFixture>
{
    private const string Hub = "/api/v1/communities/hub/series/open-3";
    private static readonly DateTimeOffset Day = SeriesFixture.Day;
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task A_year_of_a_meter_has_no_more_parts_than_a_screen_and_all_of_its_energy()
    {
        var answer = (await _host.GetAsync($"{Hub}/meter/1/energy?from=2025-03-02&to=2026-03-02")).Json;
        var parts = Parts(answer);
        Assert.InRange(parts.Count, 300, 1_000);
        Assert.Equal("growth", answer.GetProperty("content").GetString());
        Assert.Equal((366L * 24 * 60) - 30, parts.Sum(part => part.GetProperty("growth").GetInt64()));
        Assert.Equal(Day.AddDays(-365), parts[0].GetProperty("start").GetDateTimeOffset());
        Assert.InRange(Parts((await _host.GetAsync($"{Hub}/meter/1/energy?from=2025-03-02&points=10")).Json).Count, 5, 10);
        Assert.Single(Parts((await _host.GetAsync($"{Hub}/meter/1/energy?from=2025-03-02&points=1")).Json));
    }

    [Fact]
    public async Task Parts_of_less_than_an_hour_are_the_same_over_months()
    {
        var parts = Parts((await _host.GetAsync($"{Hub}/meter/1/energy?from=2025-12-13&to=2026-03-01&points=4000")).Json);
        Assert.Equal(79 * 48, parts.Count);
        Assert.All(parts, part => Assert.Equal((1, 30), (Number(part, "readings"), Number(part, "growth"))));
        var desk = Parts((await _host.GetAsync($"{Hub}/desk/3/occupied?from=2026-01-01&to=2026-02-09&points=4000")).Json);
        // Every hour is observed, and every second one is occupied for its first half.
        Assert.Equal(40 * 96, desk.Count);
        Assert.All(desk.Index(), part => Assert.Equal((900, part.Index % 8 < 2 ? 900 : 0), (Number(part.Item, "knownSeconds"), Number(part.Item, "occupiedSeconds"))));
        Assert.Equal(40 * 12 * 1_800, Parts((await _host.GetAsync($"{Hub}/desk/3/occupied?from=2026-01-01&to=2026-02-09&points=3")).Json).Sum(part => Number(part, "occupiedSeconds")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(1_000)]
    public async Task No_part_tells_of_another_date_than_those_that_are_asked_about(int points)
    {
        // Three dates, of which the parts may make four or seven.
        var shanghai = (await _host.GetAsync($"{Hub}/meter/1/energy?from=2026-02-25&to=2026-02-27&points={points}")).Json;
        AssertWithin(shanghai, Day.AddDays(-5), Day.AddDays(-2));
        Assert.Equal(3 * 24 * 60, Parts(shanghai).Sum(part => Number(part, "growth")));
        var delhi = (await _host.GetAsync($"/api/v1/communities/delhi/series/open-3/meter/1/energy?from=2026-02-25&to=2026-02-27&points={points}", "facilityManager:delhi")).Json;
        AssertWithin(delhi, Day.AddDays(-5).AddHours(2.5), Day.AddDays(-2).AddHours(2.5));
        Assert.Equal(3 * 24 * 60, Parts(delhi).Sum(part => Number(part, "growth")));
        var desk = (await _host.GetAsync($"{Hub}/desk/3/occupied?from=2026-01-06&to=2026-01-08&points={points}")).Json;
        AssertWithin(desk, new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 8, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal((3 * 86_400, 3 * 12 * 1_800), (Parts(desk).Sum(part => Number(part, "knownSeconds")), Parts(desk).Sum(part => Number(part, "occupiedSeconds"))));

        static void AssertWithin(JsonElement answer, DateTimeOffset from, DateTimeOffset to)
        {
            Assert.Equal((from, to), (answer.GetProperty("from").GetDateTimeOffset(), answer.GetProperty("to").GetDateTimeOffset()));
            Assert.Equal(from, Parts(answer)[0].GetProperty("start").GetDateTimeOffset());
        }
    }

    [Fact]
    public async Task Extremes_and_quality_of_numbers_are_kept_and_gaps_are_left_out()
    {
        var answer = (await _host.GetAsync($"{Hub}/env/1/co2?from=2026-03-02&to=2026-03-02&points=24")).Json;
        Assert.Equal(("ppm", 3_600, "numbers"), (answer.GetProperty("unit").GetString(), answer.GetProperty("stepSeconds").GetInt32(), answer.GetProperty("content").GetString()));
        var parts = Parts(answer);
        Assert.Equal(2, parts.Count);
        Assert.Equal((400, 1_900, 1_150, 1_900, 1), (Number(parts[0], "least"), Number(parts[0], "most"), Number(parts[0], "mean"), Number(parts[0], "last"), Number(parts[0], "others")));
        Assert.Equal(Day.AddHours(5), parts[1].GetProperty("start").GetDateTimeOffset());
    }

    [Fact]
    public async Task Unknown_time_of_a_desk_is_neither_occupied_nor_free()
    {
        var hours = Parts((await _host.GetAsync($"{Hub}/desk/1/occupied?from=2026-03-02&to=2026-03-02&points=24")).Json);
        Assert.Equal([(7, 3_600, 0), (8, 3_600, 3_600), (9, 1_800, 1_800), (10, 3_600, 0)], hours.Select(Figures));
        var quarters = Parts((await _host.GetAsync($"{Hub}/desk/1/occupied?from=2026-03-02T08:45:00%2B08:00&to=2026-03-02T10:15:00%2B08:00&points=6")).Json);
        Assert.Equal([1, 1, 1, 0], quarters.Select(part => Number(part, "share")));
        Assert.Equal([900, 900, 900, 900], quarters.Select(part => Number(part, "knownSeconds")));
        // A day has the sums, and its unknown hours are in no share.
        var day = Assert.Single(Parts((await _host.GetAsync($"{Hub}/desk/1/occupied?from=2026-03-02&to=2026-03-02&points=1")).Json));
        Assert.Equal((12_600, 5_400), (Number(day, "knownSeconds"), Number(day, "occupiedSeconds")));

        (int Hour, double Known, double Occupied) Figures(JsonElement part) => ((int)(part.GetProperty("start").GetDateTimeOffset() - Day).TotalHours, Number(part, "knownSeconds"), Number(part, "occupiedSeconds"));
    }

    [Fact]
    public async Task Occupancy_of_closed_hours_stays_when_the_readings_have_expired()
    {
        var hours = Parts((await _host.GetAsync($"{Hub}/desk/4/occupied?from=2026-03-02&to=2026-03-02&points=24")).Json);
        Assert.Equal([3_600, 3_600, 1_800, 3_600], hours.Select(part => Number(part, "knownSeconds")));
        Assert.Empty(Parts((await _host.GetAsync($"{Hub}/desk/4/occupied?from=2026-03-02&to=2026-03-02&points=24&foreign=true")).Json));
    }

    [Fact]
    public async Task A_parameter_that_is_given_twice_is_named()
    {
        var answer = await _host.GetAsync($"{Hub}/desk/1/occupied?from=2026-03-02&to=2026-03-02&points=24&points=25");
        Assert.Equal((HttpStatusCode.BadRequest, "points"), (answer.Status, Assert.Single(answer.FaultyFields)));
    }

    [Fact]
    public async Task An_hour_that_is_not_closed_is_known_until_the_newest_reading()
    {
        var parts = Parts((await _host.GetAsync($"{Hub}/desk/2/occupied?from={Uri.EscapeDataString($"{SeriesFixture.Now.AddHours(-12):O}")}&points=12")).Json);
        Assert.Equal(3 * 3_600 - 1_800, parts.Sum(part => Number(part, "knownSeconds")));
        Assert.Equal(parts.Sum(part => Number(part, "knownSeconds")), parts.Sum(part => Number(part, "occupiedSeconds")));
    }

    [Fact]
    public async Task Events_are_counted_and_what_was_read_off_a_card_stays_in_the_store()
    {
        var answer = await _host.GetAsync($"{Hub}/door/1/entry?from=2026-03-02&to=2026-03-02");
        Assert.Equal(2, Assert.Single(Parts(answer.Json)).GetProperty("readings").GetInt32());
        Assert.DoesNotContain("p-secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_CSV_there_is_a_line_for_each_part()
    {
        var csv = await _host.GetAsync($"{Hub}/env/2/co2?from=2026-03-02&to=2026-03-02&points=24&format=csv&delimiter=semicolon&bom=false");
        Assert.Equal("start;readings;others;least;most;mean;last;growth;occupied_s;known_s;share\r\n2026-03-01T16:00:00Z;1;0;400.5;400.5;400.5;400.5;;;;\r\n", csv.Text);
    }

    [Theory]
    [InlineData("光明-1", "attachment; filename=", "filename*=UTF-8''%E5%85%89%E6%98%8E-1-meter-1-energy.csv")]
    [InlineData("a\"; filename=\"evil.exe", "attachment; filename=", "a-; filename=-evil.exe-meter-1-energy.csv")]
    [InlineData("a\\b:c", "attachment; filename=", "a-b-c-meter-1-energy.csv")]
    public async Task A_file_has_a_name_whatever_letters_the_zone_has(string zone, string begin, string part)
    {
        Assert.IsType<Committed>(_host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "test") { Put = [new Model.Registry.Facts.Zone("hub", zone, "f3", "test", ZoneKind.OpenArea)] }));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/communities/hub/series/{Uri.EscapeDataString(zone)}/meter/1/energy?format=csv");
        request.Headers.Add(TestCallers.Header, ApiHost.Manager);
        using var answer = await _host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var header = Assert.Single(answer.Content.Headers.GetValues("Content-Disposition"));
        Assert.StartsWith(begin, header, StringComparison.Ordinal);
        Assert.Contains(part, header, StringComparison.Ordinal);
        Assert.EndsWith(".csv", System.Net.Http.Headers.ContentDispositionHeaderValue.Parse(header).FileName!.Trim('"'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facilityManager:hub", true, true)]
    [InlineData("auditor:nanshan", false, false)] // three people lease in the zone, and a meter says when they are there
    [InlineData("city", false, false)]
    [InlineData("gatewayOperator:hub", false, true)]
    [InlineData("tenant:hub/t-9", false, false)] // the desk is leased to t-1
    public async Task Who_may_not_see_single_desks_sees_no_desk_room_or_door(string grants, bool seesDesks, bool seesMeters)
    {
        foreach (var (path, may) in ((string, bool)[])[("desk/1/occupied", seesDesks), ("desk/1/power", seesDesks), ("room/1/count", seesDesks), ("door/1/entry", seesDesks), ("door/1/state", seesDesks), ("meter/1/energy", seesMeters), ("env/1/co2", seesMeters)])
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await _host.GetAsync($"{Hub}/{path}", grants)).Status);
    }

    [Fact]
    public async Task Equal_ids_of_another_community_are_another_series()
    {
        Assert.Empty(Parts((await _host.GetAsync("/api/v1/communities/other/series/open-3/env/1/co2?from=2026-03-02", "facilityManager:other")).Json));
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/api/v1/communities/other/series/open-3/env/1/co2")).Status);
        Assert.Empty(Parts((await _host.GetAsync($"{Hub}/env/1/co2?from=2026-03-02&foreign=true")).Json));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-03-02T08:00:00", "from")]
    [InlineData("from=1999-01-01", "from")]
    [InlineData("from=2999-01-01", "from")]
    [InlineData("from=0001-01-01", "from")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("to=%F0%9F%92%A9", "to")]
    [InlineData("from=1';DROP TABLE reading;--", "from")]
    [InlineData("points=0", "points")]
    [InlineData("points=4001", "points")]
    [InlineData("points=1e9", "points")]
    [InlineData("foreign=perhaps", "foreign")]
    [InlineData("format=xml", "format")]
    [InlineData("format=csv&delimiter=%00", "delimiter")]
    public async Task Wrong_parameters_are_named(string query, string field)
    {
        var answer = await _host.GetAsync($"{Hub}/meter/1/energy?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.FaultyFields.Distinct());
    }

    [Theory]
    [InlineData("open-3/meter/0/energy")]
    [InlineData("open-3/meter/007/energy")]
    [InlineData("open-3/chair/1/occupied")]
    [InlineData("open-3/meter/1/occupied")]
    [InlineData("open-3/meter/1/energy_quality")]
    [InlineData("open-3/desk/1%27%20OR%20%271%27=%271/occupied")]
    [InlineData("nowhere/meter/1/energy")]
    [InlineData("%2e%2e%2fother/meter/1/energy")]
    public async Task What_does_not_exist_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync($"/api/v1/communities/hub/series/{path}")).Status);

    private static List<JsonElement> Parts(JsonElement answer) => [.. answer.GetProperty("parts").EnumerateArray()];

    private static double Number(JsonElement part, string name) => part.GetProperty(name).GetDouble();
}
