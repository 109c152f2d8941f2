using OpcSpaces.Edge.Sensing.Light;

namespace OpcSpaces.Edge.Tests.Sensing.Light;

/// <summary>Lamps and daylight.</summary>
public sealed class LampLightTests
{
    private const int Dark = 0, Lit = 1;

    private readonly LampLight _lamp = new();
    private long _minute;

    private static int? Daylight => null;

    [Fact]
    public void A_lamp_is_on_from_a_dark_room_until_it_is_dark_again()
    {
        Assert.Equal([Dark, Dark, Lit, Lit, Dark], See(0, 3, 310, 312, 2));
    }

    [Fact]
    public void Dawn_is_no_lamp_and_clouds_are_none()
    {
        Assert.Equal([Dark, Daylight, Daylight, Daylight, Daylight, Daylight], See(4, 14, 40, 900, 300, 2000));
    }

    [Fact]
    public void A_lamp_that_is_switched_off_by_day_is_daylight_from_then_on()
    {
        Assert.Equal([Dark, Lit, Lit, Lit, Daylight, Daylight], See(0, 300, 420, 700, 410, 800));
    }

    [Fact]
    public void A_lamp_that_was_forgotten_says_nothing_after_twelve_hours()
    {
        See(0, 300);
        for (var i = 0; i < 12 * 60; i++) See(300);
        Assert.Null(_lamp.Grade);
    }

    [Fact]
    public void A_rise_over_a_gap_may_be_anything()
    {
        See(0);
        _minute += 30;
        Assert.Equal([Daylight], See(300));
        _lamp.Lose();
        Assert.Null(_lamp.Grade);
        Assert.Equal([Daylight], See(300));
    }

    private List<int?> See(params double[] lux) =>
    [
        .. lux.Select(value =>
        {
            _lamp.Take(value, null, _minute++ * 60_000);
            return _lamp.Grade;
        }),
    ];
}
