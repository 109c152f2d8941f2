using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Badges;

public sealed class BadgePseudonymsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("pseudonyms");
    private readonly FakeTime _time = new(); // 2 March 2026, 16:00 in Shanghai
    private readonly BadgesConfig _config;
    private readonly List<BadgePseudonyms> _all = [];

    public BadgePseudonymsTests() => _config = TestBadges.Config(_directory);

    public void Dispose()
    {
        _all.ForEach(one => one.Dispose());
        _directory.Dispose();
    }

    private BadgePseudonyms Start()
    {
        var pseudonyms = new BadgePseudonyms(_config, _time, NullLogger.Instance);
        _all.Add(pseudonyms);
        return pseudonyms;
    }

    private string Name(BadgePseudonyms pseudonyms) => pseudonyms.Of(new BadgeNumber(BadgeFormat.Wiegand26, [0x11, 0x23, 0x45]), _time.GetUtcNow());

    private string MonthOnDisk => BadgeKeyFile.Read(_config.KeyFile).Month.ToString();

    [Fact]
    public void A_card_keeps_its_pseudonym_through_a_month_and_gets_another_in_the_next()
    {
        var pseudonyms = Start();
        var march = Name(pseudonyms);
        _time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(march, Name(pseudonyms));
        _time.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(march, Name(pseudonyms));
    }

    [Fact]
    public void Gateways_that_start_at_different_times_use_the_same_key()
    {
        var early = Start();
        _time.Advance(TimeSpan.FromDays(45));
        var late = Start();
        Assert.Equal(Name(early), Name(late));
    }

    [Fact]
    public void The_old_key_is_deleted_six_hours_into_the_new_month()
    {
        Start();
        _time.Advance(TimeSpan.FromDays(29) + TimeSpan.FromHours(10));
        Assert.Equal("2026-03", MonthOnDisk);
        _time.Advance(TimeSpan.FromHours(6));
        Assert.Equal("2026-04", MonthOnDisk);
        Assert.DoesNotContain(Convert.ToHexStringLower(TestBadges.Key), File.ReadAllText(_config.KeyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_a_century_ahead_for_an_hour_does_not_change_the_key_file()
    {
        var pseudonyms = Start();
        var name = Name(pseudonyms);
        _time.JumpWallClock(TimeSpan.FromDays(36_500));
        Assert.NotEqual(name, Name(pseudonyms));
        _time.Advance(TimeSpan.FromHours(2));
        _time.JumpWallClock(TimeSpan.FromDays(-36_500));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal((name, "2026-03"), (Name(pseudonyms), MonthOnDisk));
    }

    [Fact]
    public void A_clock_that_is_a_century_ahead_from_time_to_time_does_not_change_the_key_file()
    {
        Start();
        for (var day = 0; day < 2; day++)
        {
            _time.JumpWallClock(TimeSpan.FromDays(36_500));
            _time.Advance(TimeSpan.FromHours(1));
            _time.JumpWallClock(TimeSpan.FromDays(-36_500));
            _time.Advance(TimeSpan.FromHours(24));
        }

        Assert.Equal("2026-03", MonthOnDisk);
    }

    [Fact]
    public void A_timer_that_fires_after_disposal_leaves_the_key_as_it_is()
    {
        var late = new LateTime(_time);
        var pseudonyms = new BadgePseudonyms(_config, late, NullLogger.Instance);
        _time.JumpWallClock(TimeSpan.FromDays(31));
        late.FireAll();
        _time.Advance(TimeSpan.FromHours(7));
        pseudonyms.Dispose();
        late.FireAll();
        Assert.Equal("2026-03", MonthOnDisk);
    }

    [Fact]
    public void No_card_gets_a_pseudonym_when_the_keys_are_gone()
    {
        var pseudonyms = Start();
        pseudonyms.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Name(pseudonyms));
    }

    [Fact]
    public void A_clock_that_is_behind_uses_the_key_in_the_file()
    {
        var pseudonyms = Start();
        var name = Name(pseudonyms);
        _time.JumpWallClock(TimeSpan.FromDays(-400));
        Assert.Equal(name, Name(pseudonyms));
    }

    [Fact]
    public void A_directory_that_cannot_be_written_keeps_the_agent_going_and_is_tried_again()
    {
        var pseudonyms = Start();
        var aside = _config.KeyFile + ".aside";
        File.Move(_config.KeyFile, aside);
        _time.Advance(TimeSpan.FromDays(30));
        var april = Name(pseudonyms);
        File.Move(aside, _config.KeyFile);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((april, "2026-04"), (Name(pseudonyms), MonthOnDisk));
    }
}
