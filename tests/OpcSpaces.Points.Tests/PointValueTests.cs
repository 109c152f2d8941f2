namespace OpcSpaces.Points.Tests;

public class PointValueTests
{
    [Fact]
    public void The_numbers_of_the_kinds_stand_in_files_and_never_change() => Assert.Equal(
        ["Null 0", "Boolean 1", "Integer 2", "Unsigned 3", "Single 4", "Double 5", "Text 6"],
        Enum.GetValues<PointValueKind>().Select(kind => $"{kind} {(byte)kind}"));

    [Fact]
    public void A_value_is_read_back_from_its_kind_and_bits()
    {
        PointValue[] values =
        [
            PointValue.Null, PointValue.Of(true), PointValue.Of(false), PointValue.Of(-5L), PointValue.Of(long.MinValue),
            PointValue.Of(ulong.MaxValue), PointValue.Of(21.5f), PointValue.Of(-0.1), PointValue.Of(double.NaN),
        ];
        foreach (var value in values)
            Assert.Equal(value, PointValue.FromBits(value.Kind, value.Bits));
        Assert.Null(PointValue.FromBits(PointValueKind.Text, 0));
        Assert.Null(PointValue.FromBits((PointValueKind)7, 0));
    }

    [Fact]
    public void A_value_is_shown_as_what_it_is()
    {
        Assert.Equal("null", PointValue.Null.ToString());
        Assert.Equal("true", PointValue.Of(true).ToString());
        Assert.Equal("18446744073709551615", PointValue.Of(ulong.MaxValue).ToString());
        Assert.Equal("21.3", PointValue.Of(21.3f).ToString());
        Assert.Equal("\"a1b2\"", PointValue.Of("a1b2").ToString());
        Assert.Equal("a1b2", PointValue.Of("a1b2").AsText);
        Assert.Equal("", PointValue.Null.AsText);
    }

    [Fact]
    public void A_reading_is_good_unless_it_says_otherwise()
    {
        Assert.Equal(192, new Reading(1, PointValue.Of(true)).Quality);
        Assert.Equal(new Reading(2, PointValue.Null, 500), Reading.Unknown(2));
    }
}
