using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Tests.Building;

public class FixedTimeZoneTests
{
    [Fact]
    public void A_zone_has_the_clock_all_year_and_every_whole_hour_has_one()
    {
        for (var quarters = -48; quarters <= 56; quarters++)
        {
            var offset = TimeSpan.FromMinutes(15 * quarters);
            var name = FixedTimeZone.Find(offset);
            Assert.True(name is not null || quarters % 4 != 0, $"{offset}");
            if (name is null)
                continue;
            var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
            Assert.All(Enumerable.Range(0, 12), month => Assert.Equal(offset, zone.GetUtcOffset(new DateTimeOffset(2026, month + 1, 15, 0, 0, 0, TimeSpan.Zero))));
            Assert.True(zone.HasIanaId, name);
        }
    }
}
