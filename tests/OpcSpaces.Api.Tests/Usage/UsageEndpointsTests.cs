using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Api.Usage;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Tests.Usage;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Model.Usage.Tenancy;
using OpcSpaces.Registry.Tests.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Api.Tests.Usage;

/// <summary>Answers about usage beside the metrics over the same records, on both databases.</summary>
[Collection(PostgresTests.Name)]
public class UsageEndpointsTests(PostgresFixture postgres, ApiHostFixture unchanged) : IClassFixture<ApiHostFixture>
{
    private const string Hub = "/api/v1/communities/hub/usage";

    public static TheoryData<bool> Databases => [false, true];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_figure_is_that_of_the_records(bool isPostgres)
    {
        await using var host = await ApiHost.StartAsync(isPostgres ? postgres.NewDatabase() : null);
        var random = Seed.Take($"{isPostgres}").CreateRandom();
        var records = Records(host, random, new(2026, 2, 2), new(2026, 3, 1));
        Write(host, records);
        foreach (var (from, to) in ((DateOnly, DateOnly)[])[(new(2026, 2, 2), new(2026, 3, 1)), (new(2026, 2, 9), new(2026, 2, 20)), (new(2026, 3, 1), new(2026, 3, 1))])
        {
            var dates = $"from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}";
            var (history, rules) = (HistoryOf(host, records, from, to), MetricRules.Default with { LeastCoverage = 0.5 });
            var desks = history.Places.Where(place => place.IsDesk);
            var zone = (await host.GetAsync($"{Hub}/zones/open-3?{dates}&leastCoverage=0.5")).Json;
            var use = ZoneUse.Of(history, desks, rules);
            Equal(use.Frequency, zone.GetProperty("desks").GetProperty("use").GetProperty("frequency"));
            Equal(use.PlaceUse, zone.GetProperty("desks").GetProperty("use").GetProperty("placeUse"));
            Equal(use.Peak, zone.GetProperty("desks").GetProperty("use").GetProperty("peak"));
            Equal(LeaseRates.AttendanceOfDesks(history, desks, rules), zone.GetProperty("leases").GetProperty("attendance"));
            var map = HeatMap.Of(history, desks, rules);
            var rows = (await host.GetAsync($"{Hub}/heatmap?zone=open-3&{dates}&leastCoverage=0.5")).Json.GetProperty("rows");
            for (var day = 0; day < 7; day++)
            {
                for (var hour = 0; hour < 24; hour++) Equal(map[(DayOfWeek)((day + 1) % 7), hour], rows[day].GetProperty("hours")[hour]);
            }

            var ranking = (await host.GetAsync($"{Hub}/ranking?{dates}&leastCoverage=0.5")).Json.GetProperty("places").EnumerateArray().ToList();
            foreach (var (expected, line) in DeskRanking.Of(history, desks, rules).Zip(ranking))
            {
                Assert.Equal(expected.Place.Point, line.GetProperty("place").GetString());
                Equal(expected.Use, line.GetProperty("use"));
            }

            var place = (await host.GetAsync($"{Hub}/places/open-3/desk/1?{dates}&leastCoverage=0.5")).Json;
            Assert.Equal("t-1", place.GetProperty("tenant").GetString());
            Assert.Equal(to.DayNumber - from.DayNumber + 1, place.GetProperty("dates").GetArrayLength());
            Equal(TenantUse.Of(history, "t-1", rules).Attendance, (await host.GetAsync($"{Hub}/tenants/t-1?{dates}&leastCoverage=0.5", "tenant:hub/t-1")).Json.GetProperty("attendance"));
        }
    }

    [Fact]
    public async Task Unknown_time_is_insufficient_data_and_never_a_number()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = (await host.GetAsync($"{Hub}?from=2026-02-02&to=2026-02-08")).Json;
        Assert.Equal("there are no usage records of these dates", answer.GetProperty("frame").GetProperty("notes")[0].GetString());
        foreach (var figure in answer.GetProperty("desks").GetProperty("use").EnumerateObject().Where(figure => figure.Value.ValueKind == JsonValueKind.Object))
        {
            Assert.Equal(JsonValueKind.Null, figure.Value.GetProperty("value").ValueKind);
            Assert.NotEmpty(figure.Value.GetProperty("why").GetString()!);
        }
    }

    [Fact]
    public async Task Communities_with_equal_ids_never_share_a_record()
    {
        await using var host = await ApiHost.StartAsync();
        Write(host, Records(host, new Random(1), new(2026, 2, 2), new(2026, 2, 8)));
        var foreign = (await host.GetAsync("/api/v1/communities/other/usage?from=2026-02-02&to=2026-02-08", "facilityManager:other")).Json;
        Assert.Equal("there are no usage records of these dates", foreign.GetProperty("frame").GetProperty("notes")[0].GetString());
    }

    [Fact]
    public async Task What_is_written_later_is_in_later_answers_with_its_time()
    {
        await using var host = await ApiHost.StartAsync();
        var records = Records(host, new Random(2), new(2026, 2, 2), new(2026, 2, 8));
        Write(host, records.Where(record => record.StartMs < records[0].StartMs + (100L * CommunityCalendar.HourMs)));
        var before = await Frame();
        Write(host, records.Where(record => record.StartMs >= records[0].StartMs + (100L * CommunityCalendar.HourMs)));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.ThatAsync(async () => (await Frame()).GetProperty("asOf").GetDateTimeOffset() > before.GetProperty("asOf").GetDateTimeOffset(), Eventually.Patience, "the new records are read");
        var history = HistoryOf(host, records, new(2026, 2, 2), new(2026, 2, 8));
        var whole = (await host.GetAsync($"{Hub}/places/open-3/desk/1?from=2026-02-02&to=2026-02-08&leastCoverage=0")).Json.GetProperty("seatHours");
        Equal(Figure.SeatHours(DeskRanking.WholeTime(history, history.Places.IndexOf("open-3", "desk/1")), 0), whole);

        async Task<JsonElement> Frame() => (await host.GetAsync($"{Hub}?from=2026-02-02&to=2026-02-08")).Json.GetProperty("frame");
    }

    [Fact]
    public async Task The_records_themselves_come_page_by_page_and_as_CSV()
    {
        await using var host = await ApiHost.StartAsync();
        var records = Records(host, new Random(3), new(2026, 2, 2), new(2026, 2, 4));
        Write(host, records);
        var (seen, path) = (new List<(string, long)>(), $"{Hub}/hours?from=2026-02-02&to=2026-02-04&limit=50");
        for (var next = (string?)""; next is not null;)
        {
            var page = (await host.GetAsync(next.Length == 0 ? path : $"{path}&cursor={next}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("zone").GetProperty("zone").GetString()!, item.GetProperty("startMs").GetInt64())));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(records.Select(record => (record.Zone.Zone, record.StartMs)).Order(), seen);
        var csv = (await host.GetAsync($"{Hub}/hours?from=2026-02-02&to=2026-02-04&format=csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(records.Sum(record => record.Places.Count), csv.Length - 1);
        Assert.All(csv, line => Assert.Equal(17, line.Split(',').Length));
        var first = records.OrderBy(record => record.Zone.Zone, StringComparer.Ordinal).ThenBy(record => record.StartMs).First(record => record.Places.Count > 0);
        Assert.StartsWith($"{first.Zone.Zone},{DateTimeOffset.FromUnixTimeMilliseconds(first.StartMs):yyyy-MM-ddTHH:mm:ssZ},1,sealed,false,{first.Places[0].Point},", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_span_is_answered_today_and_tomorrow()
    {
        await using var host = await ApiHost.StartAsync();
        Write(host, Records(host, new Random(4), new(2026, 2, 2), new(2026, 2, 3)));
        var path = $"{Hub}/zones?from={new DateOnly(2026, 3, 2).AddDays(1 - CalendarSpan.MostDays):yyyy-MM-dd}";
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"{path}&to=2026-03-02")).Status);
        host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.GetAsync($"{path}&to=2026-03-03")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync($"{Hub}/zones?to=2026-03-03")).Status);
    }

    [Fact]
    public async Task A_community_is_read_once_for_many_questions_at_once()
    {
        await using var host = await ApiHost.StartAsync();
        Write(host, Records(host, new Random(5), new(2026, 2, 2), new(2026, 2, 3)));
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(day => host.GetAsync($"{Hub}/zones?from={new DateOnly(2025, 6, 1).AddDays(-day):yyyy-MM-dd}&to=2026-03-01")));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("frame").GetProperty("asOf").GetString()).Distinct());
        Assert.True(host.Services.GetRequiredService<UsageHistories>().Loads <= 2);
    }

    [Theory]
    [InlineData("from=2026-03-01&to=2026-02-01", "from")]
    [InlineData("from=2001-03-01&to=2026-02-01", "from")]
    [InlineData("to=2999-01-01", "to")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=9999-12-31", "from")]
    [InlineData("to=0001-01-01", "to")]
    [InlineData("from=2020-01-01&to=2026-01-31", "from")]
    [InlineData("leastCoverage=NaN", "leastCoverage")]
    [InlineData("leastCoverage=1.5", "leastCoverage")]
    [InlineData("ghostWorkdays=0", "ghostWorkdays")]
    [InlineData("neverUsedDates=99999999999", "neverUsedDates")]
    public async Task Wrong_parameters_are_named(string query, string field)
    {
        var answer = await unchanged.Host.GetAsync($"{Hub}/ranking?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([field], answer.FaultyFields.Distinct());
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        foreach (var path in (string[])["/zones/nowhere", "/heatmap?zone=nowhere", "/places/open-3/desk/99", "/places/open-3/chair/1", "/tenants/t-99", "/hours/open-3/2026-03-02T08:00:01Z", "/hours/open-3/2026-03-02T08:00:00Z", "/hours/open-3/0001-01-01T00:00:00Z"])
            Assert.Equal(HttpStatusCode.NotFound, (await unchanged.Host.GetAsync(Hub + path)).Status);
    }

    private static void Equal(Figure expected, JsonElement figure)
    {
        Assert.Equal(expected.Unit, figure.GetProperty("unit").GetString());
        Assert.Equal(expected.Value, Number("value"));
        Assert.Equal(expected.Coverage, Number("coverage"));
        Assert.Equal((expected.Low, expected.High), (Number("low"), Number("high")));
        Assert.Equal(expected.Why, figure.GetProperty("why").GetString());

        double? Number(string name) => figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }

    private static RegistryRows Rows(ApiHost host) => host.Services.GetRequiredService<RegistryReader>().Rows("hub");

    private static UsageHistory HistoryOf(ApiHost host, IEnumerable<UsageRecord> records, DateOnly from, DateOnly to)
    {
        var span = new CalendarSpan(CommunityCalendar.Of(Rows(host), "hub"), from, to, host.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return UsageHistoryBuilder.Of(span, CommunityPlaces.Of(Rows(host), "hub"), records);
    }

    private static List<UsageRecord> Records(ApiHost host, Random random, DateOnly from, DateOnly to)
    {
        var (span, places) = (new CalendarSpan(CommunityCalendar.Of(Rows(host), "hub"), from, to), CommunityPlaces.Of(Rows(host), "hub"));
        return
        [
            .. from zone in places.Places.GroupBy(place => place.Zone.Id)
               from hour in Enumerable.Range(0, span.Hours)
               where random.Next(40) > 0
               select Stored(new UsageRecord
               {
                   Zone = new ZoneKey("hub", zone.Key),
                   StartMs = span.StartMs(hour),
                   Revision = 1,
                   Closing = UsageClosing.Sealed,
                   Places = [.. zone.Select(place => TestCommunity.Any(random, place)).OfType<PlaceUsage>()],
               }),
        ];
    }

    // As it comes back: expected times are whole seconds.
    private static UsageRecord Stored(UsageRecord record) => UsageContent.Read(record.Zone, record.StartMs, record.Revision, UsageContent.Write(record));

    private static void Write(ApiHost host, IEnumerable<UsageRecord> records) =>
        host.Services.GetRequiredService<WatchedUsageStore>().Write([.. records.Select(record => new EmittedRecord(record, UsageContent.Write(record), 1))], null);
}
