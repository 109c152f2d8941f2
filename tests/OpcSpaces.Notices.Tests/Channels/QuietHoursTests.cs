using OpcSpaces.Notices.Channels;

namespace OpcSpaces.Notices.Tests.Channels;

public class QuietHoursTests
{
    [Theory]
    [InlineData("22:00", "07:00", "2026-03-02T13:59:59Z", false)] // 21:59:59 in Shenzhen
    [InlineData("22:00", "07:00", "2026-03-02T14:00:00Z", true)]
    [InlineData("22:00", "07:00", "2026-03-02T16:00:00Z", true)] // midnight
    [InlineData("22:00", "07:00", "2026-03-02T22:59:59Z", true)]
    [InlineData("22:00", "07:00", "2026-03-02T23:00:00Z", false)]
    [InlineData("12:00", "13:30", "2026-03-02T04:00:00Z", true)]
    [InlineData("12:00", "13:30", "2026-03-02T05:30:00Z", false)]
    [InlineData("00:00", "06:00", "2026-03-02T16:00:00Z", true)]
    public void They_are_read_off_the_clock_of_the_place(string from, string until, string at, bool isQuiet) =>
        Assert.Equal(isQuiet, Of(from, until, "Asia/Shanghai").Has(DateTimeOffset.Parse(at, null)));

    [Theory]
    [InlineData("2026-03-28T21:00:00Z", "2026-03-29T05:00:00Z", 8)] // the clock goes from 02:00 to 03:00
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z", 10)] // from 03:00 to 02:00
    [InlineData("2026-06-01T20:00:00Z", "2026-06-02T05:00:00Z", 9)]
    public void A_night_is_shorter_or_longer_when_the_clocks_change(string begins, string ends, int hours)
    {
        var (quiet, from, until) = (Of("22:00", "07:00", "Europe/Madrid"), DateTimeOffset.Parse(begins, null), DateTimeOffset.Parse(ends, null));
        Assert.Equal(hours, (until - from).TotalHours);
        Assert.False(quiet.Has(from.AddSeconds(-1)));
        Assert.False(quiet.Has(until));
        for (var at = from; at < until; at = at.AddMinutes(1)) Assert.True(quiet.Has(at), $"{at:O}");
    }

    private static QuietHours Of(string from, string until, string zone) => new(TimeOnly.Parse(from, null), TimeOnly.Parse(until, null), zone, QuietThen.Digest);
}
