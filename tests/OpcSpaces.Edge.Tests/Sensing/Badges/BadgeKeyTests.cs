using OpcSpaces.Edge.Sensing.Badges;

namespace OpcSpaces.Edge.Tests.Sensing.Badges;

public sealed class BadgeKeyTests
{
    private static BadgeKey Key(string month) => new(BadgeMonth.Parse(month)!.Value, TestBadges.Key);

    private static string Of(BadgeKey key, BadgeFormat format, params byte[] number) => key.PseudonymOf(new BadgeNumber(format, number));

    // Worked out by Python's hmac: HMAC-SHA-256(key, "opcspaces badge number\0" + format + number), the first 16 bytes.
    [Fact]
    public void The_pseudonym_of_the_test_vector_is_right() =>
        Assert.Equal("gknulrulkrhrpgmunolslgqstqkignhh", Of(Key("2026-11"), BadgeFormat.Wiegand26, 0x11, 0x23, 0x45));

    // Worked out by Python's hmac: HMAC-SHA-256(key, "opcspaces badge month 2026-12"), and so on.
    [Theory]
    [InlineData("2026-12", "9bd981a74d6173445e3b4f0a6f927ceb186a0e528f80e5d14a4cf44cd8494abf")]
    [InlineData("2027-01", "defa39f5df7ec50a203ebeee682590b3eded43e8218a4030b5d3b30a08ff305c")]
    public void The_keys_of_later_months_match_the_test_vector(string month, string hex) =>
        Assert.Equal($"{month} {hex}\n", Key("2026-11").RatchetTo(BadgeMonth.Parse(month)!.Value).ToSecretLine());

    [Fact]
    public void A_step_of_two_months_equals_two_steps_of_one()
    {
        var (december, january) = (BadgeMonth.Parse("2026-12")!.Value, BadgeMonth.Parse("2027-01")!.Value);
        Assert.Equal(Key("2026-11").RatchetTo(december).RatchetTo(january).ToSecretLine(), Key("2026-11").RatchetTo(january).ToSecretLine());
    }

    [Fact]
    public void One_number_in_two_formats_is_two_cards() => Assert.NotEqual(
        Of(Key("2026-11"), BadgeFormat.Wiegand34, 1, 2, 3, 4), Of(Key("2026-11"), BadgeFormat.Uid, 1, 2, 3, 4));

    [Fact]
    public void A_pseudonym_has_no_digit_and_no_hexadecimal_letter()
    {
        for (byte card = 0; card < 200; card++)
            Assert.All(Of(Key("2026-11"), BadgeFormat.Uid, card, 1, 2, 3), letter => Assert.InRange(letter, 'g', 'v'));
    }

    [Fact]
    public void A_card_number_is_not_in_its_own_text() => Assert.Equal(nameof(BadgeNumber), new BadgeNumber(BadgeFormat.Uid, [1, 2, 3, 4]).ToString());

    [Theory]
    [InlineData("2026-11", "2026-11")]
    [InlineData("0001-01", "0001-01")]
    [InlineData("2026-13", null)]
    [InlineData("2026-1", null)]
    [InlineData("", null)]
    public void Months_are_read_and_written(string text, string? month) => Assert.Equal(month, BadgeMonth.Parse(text)?.ToString());

    [Fact]
    public void A_month_begins_in_the_time_zone_of_the_community()
    {
        var shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        Assert.Equal("2026-11", BadgeMonth.Of(new DateTimeOffset(2026, 11, 30, 15, 59, 59, TimeSpan.Zero), shanghai).ToString());
        Assert.Equal("2026-12", BadgeMonth.Of(new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero), shanghai).ToString());
        Assert.Equal("2027-01", BadgeMonth.Parse("2026-12")!.Value.Next.ToString());
    }
}
