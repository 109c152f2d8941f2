using System.Globalization;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Dashboards.Languages;

namespace OpcSpaces.Dashboards.Tests.Languages;

public class PageLanguageTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 12, 17, 3, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, "en")]
    [InlineData(null, "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData(null, "zh-TW", "zh-CN")]
    [InlineData(null, "fr, en-GB;q=0.5, zh;q=0.4", "en")]
    [InlineData(null, "zh;q=0, en;q=0.1", "en")]
    [InlineData(null, "de", "en")]
    [InlineData(null, ";;;", "en")]
    [InlineData("zh-CN", "en", "zh-CN")]
    [InlineData("en", "zh-CN", "en")]
    [InlineData("xx", "zh-CN", "zh-CN")]
    public void The_choice_counts_before_what_the_browser_accepts(string? chosen, string? accepted, string tag)
    {
        var request = new DefaultHttpContext().Request;
        if (accepted is not null) request.Headers.AcceptLanguage = accepted;
        if (chosen is not null) request.Headers.Cookie = $"{PageLanguage.Cookie}={chosen}";
        Assert.Equal(tag, PageLanguage.Of(request).Tag);
    }

    [Theory]
    [InlineData("en", "13 May 2026 01:03", "Wednesday, 13 May 2026", "1,234.5")]
    [InlineData("zh-CN", "2026年5月13日 01:03", "2026年5月13日 星期三", "1,234.5")]
    public void Dates_and_numbers_are_written_as_the_language_does_and_times_are_those_of_the_community(string tag, string moment, string day, string number)
    {
        using var _ = new InLanguage(tag);
        Assert.Equal(moment, new CommunityTime("Asia/Shanghai").Moment(At));
        Assert.Equal(day, new DateOnly(2026, 5, 13).ToString("D", CultureInfo.CurrentCulture));
        Assert.Equal(number, 1234.5.ToString("N1", CultureInfo.CurrentCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    public void Without_a_time_zone_times_say_that_they_are_in_UTC(string? zone)
    {
        using var _ = new InLanguage("en");
        Assert.Equal(("12 May 2026 17:03 UTC", "17:03 UTC", false), (new CommunityTime(zone).Moment(At), new CommunityTime(zone).Clock(At), new CommunityTime(zone).IsKnown));
    }

    [Fact]
    public void The_day_of_a_moment_is_that_of_the_community() => Assert.Equal((new DateOnly(2026, 5, 13), new DateOnly(2026, 5, 12)), (new CommunityTime("Asia/Shanghai").DayOf(At), CommunityTime.Utc.DayOf(At)));
}
