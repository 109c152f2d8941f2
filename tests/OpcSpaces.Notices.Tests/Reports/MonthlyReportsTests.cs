using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Tests.Usage;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Notices.Reports;
using OpcSpaces.Notices.Stores;
using OpcSpaces.Notices.Tests.Http;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Reports;

/// <summary>The report about a month comes by itself, once, with the figures of the metrics.</summary>
public class MonthlyReportsTests
{
    private const string Id = "report:hub:2026-02";

    [Fact]
    public async Task It_comes_in_the_first_hour_of_the_second_day_in_the_place_s_own_time_zone_and_once()
    {
        // 23:59 on the first of March in Shenzhen.
        await using var host = await StartAsync("2026-03-01T15:59:00Z", "2026-01-05", "2026-02-28");
        Assert.Equal(0, await MakeAsync(host));
        host.Time.AdjustTime(host.Time.GetUtcNow().AddMinutes(2));
        Assert.Equal(1, await MakeAsync(host));
        Assert.Equal(0, await MakeAsync(host));
        Assert.Equal([Id], Notices(host));
        host.Time.AdjustTime(host.Time.GetUtcNow().AddDays(28));
        Assert.Equal(0, await MakeAsync(host));
    }

    [Fact]
    public async Task It_comes_by_itself_also_when_the_cloud_was_down_on_that_day()
    {
        await using var host = await StartAsync("2026-03-20T03:00:00Z", "2026-01-05", "2026-02-28");
        host.Time.Advance(TimeSpan.FromMinutes(10));
        await Eventually.ThatAsync(() => Notices(host) is [Id], Eventually.Patience, "the report");
    }

    [Fact]
    public async Task A_community_whose_report_fails_costs_those_behind_it_nothing()
    {
        await using var host = await StartAsync("2026-03-20T03:00:00Z", "2026-01-05", "2026-02-28");
        Assert.IsType<Committed>(host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "first of all") { Put = [new CommunityFacts("abba", "Abba", "nanshan", "Asia/Shanghai")] }));
        // A record that nobody can read.
        var record = Records(Community(), "2026-02-02", "2026-02-02").First();
        host.Services.GetRequiredService<WatchedUsageStore>().Write([new EmittedRecord(record with { Zone = new ZoneKey("abba", "z1") }, [99], 1)], null);
        Assert.Equal(1, await MakeAsync(host));
        Assert.Equal([Id], Notices(host));
    }

    [Fact]
    public async Task It_waits_for_the_last_hour_of_the_month_until_the_fifth_day()
    {
        // The records of the last day are missing, as after a gateway that has a backlog.
        await using var host = await StartAsync("2026-03-02T03:00:00Z", "2026-01-05", "2026-02-27");
        Assert.Equal(0, await MakeAsync(host));
        host.Time.AdjustTime(host.Time.GetUtcNow().AddDays(3));
        Assert.Equal(1, await MakeAsync(host));
    }

    [Fact]
    public async Task A_community_without_records_of_the_month_gets_none()
    {
        await using var host = await StartAsync("2026-03-20T03:00:00Z", "2026-01-05", "2026-01-30");
        Assert.Equal(0, await MakeAsync(host));
        Assert.Empty(Notices(host));
    }

    [Fact]
    public async Task Its_figures_are_those_of_the_metrics_and_its_texts_say_them_in_both_languages()
    {
        await using var host = await StartAsync("2026-03-02T03:00:00Z", "2026-01-05", "2026-02-28");
        Assert.Equal(1, await MakeAsync(host));
        var notice = host.Services.GetRequiredService<NoticeQueue>().List("hub", null, 1).Single().Notice;
        var community = Community();
        var records = Records(community, "2026-02-01", "2026-02-28").ToList();
        var history = UsageHistoryBuilder.Of(community.Span("2026-02-01", "2026-02-28"), community.Places, records);
        var use = ZoneUse.Of(history, history.Places.Where(place => place.IsDesk), MetricRules.Default);
        Assert.Equal(use.Frequency.Value, notice.Data.GetProperty("frequency").GetProperty("value").GetDouble());
        Assert.Equal(use.PlaceUse.Value, notice.Data.GetProperty("deskUse").GetProperty("value").GetDouble());
        Assert.Equal(use.PlaceUse.Coverage, notice.Data.GetProperty("deskUse").GetProperty("coverage").GetDouble());
        Assert.Equal(("2026-02-01", "2026-02-28", 4), (notice.Data.GetProperty("from").GetString(), notice.Data.GetProperty("to").GetString(), notice.Data.GetProperty("desks").GetInt32()));
        // There is no meter, and nothing unknown is a number.
        Assert.Equal((JsonValueKind.Null, "there are no meters"), (notice.Data.GetProperty("energy").GetProperty("value").ValueKind, notice.Data.GetProperty("energy").GetProperty("why").GetString()));
        Assert.Equal(["z1/desk/3", "z1/desk/4"], notice.Data.GetProperty("neverUsed").EnumerateArray().Select(name => name.GetString()));
        Assert.Empty(notice.Data.GetProperty("ghosts").EnumerateArray());

        var (english, chinese) = (notice.Texts.English, notice.Texts.Chinese);
        Assert.Equal(("Hub & <Co>: Monthly report 2026-02", "Hub & <Co>: 2026-02 月度报告"), (english.Title, chinese.Title));
        Assert.Contains("Energy: insufficient data (coverage 100 %)", english.Text, StringComparison.Ordinal);
        Assert.Contains("用电量: 数据不足 (覆盖率 100 %)", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("Desks never used: 2: z1/desk/3, z1/desk/4", english.LongText, StringComparison.Ordinal);
        Assert.Contains("从未使用的工位: 2", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("<h1 style=\"font-size:18px\">Hub &amp; &lt;Co&gt;: Monthly report 2026-02</h1>", english.Html, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", chinese.Html, StringComparison.Ordinal);
        Assert.Contains("工位利用率</th><td>", chinese.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_figures_of_desks_are_off_it_names_none()
    {
        await using var host = await StartAsync("2026-03-20T03:00:00Z", "2026-01-05", "2026-02-28");
        Assert.IsType<Committed>(host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "off") { Put = [new CommunityFacts("hub", "Hub", "nanshan", "Asia/Shanghai", DeskFigures: false)] }));
        Assert.Equal(1, await MakeAsync(host));
        var notice = Assert.Single(host.Services.GetRequiredService<NoticeQueue>().List("hub", null, 10)).Notice;
        foreach (var text in (string?[])[notice.Texts.English.Text, notice.Texts.English.LongText, notice.Texts.English.Html, notice.Texts.Chinese.LongText, notice.Data.GetRawText()])
        {
            Assert.DoesNotContain("desk/", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Desks never used", text, StringComparison.Ordinal);
        }

        Assert.Contains("the community gives no figures of single desks", notice.Texts.English.LongText, StringComparison.Ordinal);
        // It has four desks in all.
        Assert.Contains("Use of desks 工位利用率: insufficient data", notice.Texts.English.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 0.9999, 0.4, 0.6, "50 % (interval 40 %–60 %, coverage 99.9 %)")]
    [InlineData(0.5, 1, 0.5, 0.5, "50 % (coverage 100 %)")]
    [InlineData(0.5, 0.97, 0.4, null, "50 % (at least 40 %, coverage 97 %)")]
    public void A_figure_is_said_with_its_interval_and_its_coverage_rounded_down(double value, double coverage, double low, double? high, string expected) =>
        Assert.Equal(expected, ReportWords.Of(Messages.NoticeLanguage.English).Say(new Figure(value, Units.Share, coverage, low, high)));

    private static Task<int> MakeAsync(NoticesHost host) => host.Services.GetRequiredService<MonthlyReports>().MakeAsync(CancellationToken.None);

    private static IReadOnlyList<string> Notices(NoticesHost host) => [.. host.Services.GetRequiredService<NoticeQueue>().List("hub", null, 10).Select(it => it.Notice.Id)];

    private static TestCommunity Community() => new();

    // Two desks are used for half of each open hour on workdays, two never.
    private static IEnumerable<UsageRecord> Records(TestCommunity community, string from, string to)
    {
        var span = community.Span(from, to);
        return community.Records(span, (place, hour) => TestCommunity.Sure(place, place.Point is "desk/1" or "desk/2" && span.OpenMs(hour) > 0 && span.Days[span.DayOf(hour)].IsWorkday ? 30 : 0));
    }

    private static async Task<NoticesHost> StartAsync(string now, string from, string to)
    {
        var host = await NoticesHost.StartAsync(DateTimeOffset.Parse(now, null));
        var community = Community();
        var rows = new List<object> { new Floor("hub", "f", "F", 0, 64, 40) };
        foreach (var row in (IEnumerable<object>)[.. community.Rows.Of<OpeningHours>(), .. community.Rows.Of<Zone>(), .. community.Rows.Of<Desk>()]) rows.Add(row);
        rows.Add(new CommunityFacts("hub", "Hub & <Co>", "nanshan", "Asia/Shanghai"));
        var outcome = host.Services.GetRequiredService<RegistryStore>().Commit(new RegistryEdit("eva", "desks") { Put = [.. rows] });
        Assert.True(outcome is Committed, outcome.ToString());
        host.Services.GetRequiredService<WatchedUsageStore>().Write([.. Records(community, from, to).Select(record => new EmittedRecord(record, UsageContent.Write(record), 1))], null);
        return host;
    }
}
