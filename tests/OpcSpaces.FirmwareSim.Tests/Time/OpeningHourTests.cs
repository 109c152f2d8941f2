using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public class OpeningHourTests
{
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));

    /// <summary>2 March 2026 is a Monday, and 1 to 7 October are holidays.</summary>
    [Theory]
    [InlineData("2026-03-08T22:00", null, "2026-03-06T10:30")] // a Sunday night: Friday morning
    [InlineData("2026-03-06T09:00", null, "2026-03-05T10:30")] // before the morning's half past ten: that of the day before
    [InlineData("2026-03-06T10:30", null, "2026-03-06T10:30")]
    [InlineData("2026-03-06T18:00", null, "2026-03-06T10:30")]
    [InlineData("2026-10-05T12:00", null, "2026-09-30T10:30")] // a holiday
    [InlineData("2026-02-14T12:00", null, "2026-02-14T10:30")] // a Saturday that makes up for one
    [InlineData("2026-03-06T09:00", "2026-03-05T11:15", "2026-03-05T11:15")] // started again: it goes on where it was
    [InlineData("2026-03-06T11:00", "2026-03-05T11:15", "2026-03-06T10:30")] // the next day has its own morning
    [InlineData("2026-03-06T09:00", "2026-03-05T23:50", "2026-03-06T10:30")] // it ran into the night, and the next morning is not here yet
    [InlineData("2026-03-08T22:00", "2026-03-06T20:00", "2026-03-09T10:30")] // past the week's end
    [InlineData("2026-03-08T22:00", "2026-03-06T16:00", "2026-03-06T16:00")]
    [InlineData("2026-03-08T22:00", "2026-03-06T16:01", "2026-03-09T10:30")]
    public void It_is_half_past_ten_of_a_workday_and_never_before_what_was_simulated(string now, string? through, string opening) =>
        Assert.Equal(Moment(opening), OpeningHour.Of(Moment(now), through is null ? null : Moment(through), Shenzhen));

    private static DateTimeOffset Moment(string local) => new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime();
}
