using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Dashboards.Frame;
using OpcSpaces.Dashboards.Languages;

namespace OpcSpaces.Dashboards.Tests.Frame;

public sealed class DemoClockTests : BunitContext
{
    private static readonly CommunityTime Shanghai = new("Asia/Shanghai");

    [Theory]
    [InlineData("en", -60 * 60 * 60, "its clock shows", "2 d 12 h behind the right time.")]
    [InlineData("en", 30 * 60, "its clock shows", "30 min ahead of the right time.")]
    [InlineData("zh-CN", -(4 * 3_600 + 120), "时钟显示", "比实际时间慢 4 小时 2 分钟。")]
    public void A_demonstration_says_what_its_clock_shows_and_how_far_that_is_from_the_truth(string language, int seconds, string begin, string end)
    {
        using var _ = new InLanguage(language);
        var text = Render(TimeSpan.FromSeconds(seconds));
        Assert.Contains(begin, text, StringComparison.Ordinal);
        Assert.Contains("10:31", text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_right_time_nothing_is_said() => Assert.Empty(Render(null));

    private string Render(TimeSpan? ahead)
    {
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 2, 31, 0, TimeSpan.Zero)));
        Services.AddSingleton<IDemonstration>(new Shown(ahead));
        return string.Concat(Render<DemoClock>(parameters => parameters.Add(clock => clock.Time, Shanghai)).FindAll("p").Select(line => line.TextContent));
    }

    private sealed record Shown(TimeSpan? ClockAhead) : IDemonstration;
}
