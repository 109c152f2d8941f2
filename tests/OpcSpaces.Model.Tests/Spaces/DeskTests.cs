using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Tests.Spaces;

public class DeskTests
{
    [Theory]
    [InlineData(0, 1.4, 0.7)]
    [InlineData(90, 0.7, 1.4)]
    [InlineData(180, 1.4, 0.7)]
    [InlineData(270, 0.7, 1.4)]
    public void A_quarter_turn_swaps_width_and_depth_of_the_footprint(double rotationDegrees, double width, double height)
    {
        var footprint = new Desk("desk/1", 5, 6, rotationDegrees).Footprint;

        Assert.Equal(width, footprint.Width, 9);
        Assert.Equal(height, footprint.Height, 9);
        Assert.Equal(5 - width / 2, footprint.X, 9);
        Assert.Equal(6 - height / 2, footprint.Y, 9);
    }

    [Fact]
    public void Desks_that_touch_do_not_overlap_and_desks_that_cross_do()
    {
        var desk = new Desk("desk/1", 1, 1, 0).Footprint;

        Assert.False(desk.Overlaps(new Desk("desk/2", 1, 1.7, 180).Footprint, 0.001));
        Assert.True(desk.Overlaps(new Desk("desk/2", 1, 1.6, 180).Footprint, 0.001));
    }
}
