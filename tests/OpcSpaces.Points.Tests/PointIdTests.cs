namespace OpcSpaces.Points.Tests;

public class PointIdTests
{
    [Theory]
    [InlineData("desk/1")]
    [InlineData("room/12")]
    [InlineData("env/2147483647")]
    public void A_kind_and_a_number_from_1_is_an_id(string id) => Assert.Null(PointId.Fault(id));

    [Theory]
    [InlineData("")]
    [InlineData("desk")]
    [InlineData("desk/")]
    [InlineData("desk/0")]
    [InlineData("desk/007")]
    [InlineData("desk/window")]
    [InlineData("desk/-1")]
    [InlineData("desk/+1")]
    [InlineData("desk/ 1")]
    [InlineData("desk/1 ")]
    [InlineData("desk/1/2")]
    [InlineData("desk/2147483648")]
    [InlineData("desk/١")]
    [InlineData("Desk/1")]
    [InlineData("chair/1")]
    public void Everything_else_is_not_and_the_fix_says_what_to_write(string id) =>
        Assert.Equal("write desk/ or room/ or meter/ or door/ or env/ and a number from 1, such as \"desk/1\"", PointId.Fault(id));

    [Fact]
    public void Only_the_wanted_kinds_are_valid()
    {
        Assert.Null(PointId.Fault("desk/3", PointKind.Room, PointKind.Desk));
        Assert.Equal("write room/ or door/ and a number from 1, such as \"room/1\"", PointId.Fault("desk/3", PointKind.Room, PointKind.Door));
    }

    [Fact]
    public void What_is_made_is_valid()
    {
        Assert.All(PointKind.All, kind => Assert.Null(PointId.Fault(PointId.Of(kind, int.MaxValue), kind)));
        Assert.Equal("meter/7", PointId.Of(PointKind.Meter, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => PointId.Of(PointKind.Desk, 0));
    }
}
