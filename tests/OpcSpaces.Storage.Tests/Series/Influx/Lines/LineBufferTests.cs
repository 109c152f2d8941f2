using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx.Lines;

namespace OpcSpaces.Storage.Tests.Series.Influx.Lines;

public sealed class LineBufferTests
{
    private static readonly SeriesKey Key = new("occupancy", "opc", "zone-1", "desk/12", "occupied");

    public static TheoryData<PointValue, int, string> Lines => new()
    {
        { PointValue.Of(true), 192, "occupied=1i" },
        { PointValue.Of(false), 0, "occupied=0i,occupied_quality=0i" },
        { PointValue.Null, 500, "occupied_quality=500i" },
        { PointValue.Null, 192, "occupied_quality=192i" },
        { PointValue.Of(-42L), 192, "occupied=-42i" },
        { PointValue.Of(42UL), 192, "occupied=42i" },
        { PointValue.Of(21.3f), 192, "occupied=21.3" },
        { PointValue.Of(-0.005f), 192, "occupied=-0.005" },
        { PointValue.Of(412.05), 192, "occupied=412.05" },
        { PointValue.Of(5.0), 192, "occupied=5" },
        { PointValue.Of(-0.0), 192, "occupied=-0" },
        { PointValue.Of(1e300), 192, "occupied=1E+300" },
        { PointValue.Of("a \"b\" c\\d"), 192, "occupied=\"a \\\"b\\\" c\\\\d\"" },
        { PointValue.Of(""), 192, "occupied=\"\"" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_says_the_value_in_the_type_of_its_field(PointValue value, int quality, string fields) =>
        Assert.Equal(
            $"occupancy,community=opc,point=desk/12,zone=zone-1 {fields} 1772438400000000001\n",
            Write(new SeriesPoint(Key, 1_772_438_400_000_000_001, value, quality)));

    [Fact]
    public void A_foreign_series_has_a_tag_that_says_so() =>
        Assert.Equal(
            "occupancy,community=opc,point=desk/12,source=foreign,zone=zone-1 occupied=1i 7\n",
            Write(new SeriesPoint(Key with { IsForeign = true }, 7, PointValue.Of(true))));

    [Fact]
    public void Names_are_escaped_and_an_empty_tag_is_left_out() =>
        Assert.Equal(
            @"m\,\ =,community=a\,b\=c\ d,point=桌/1 f\ 1=1i 1" + "\n",
            Write(new SeriesPoint(new SeriesKey("m, =", "a,b=c d", "", "桌/1", "f 1"), 1, PointValue.Of(1L))));

    [Fact]
    public void The_buffer_grows_with_what_is_written_and_keeps_it()
    {
        using var lines = new LineBuffer();
        var series = new LineSeries(Key);
        var text = new string('"', 10_000) + new string('中', 5_000);
        for (var i = 0; i < 30; i++)
            lines.Append(series, new SeriesPoint(Key, i, PointValue.Of(text)));
        for (var i = 0; i < 30; i++)
            Assert.EndsWith($"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\" {i}\n", Text(lines.Slice(i, i + 1)), StringComparison.Ordinal);
    }

    [Property(MaxTest = 2_000)]
    public bool Any_text_can_be_read_back(string? text)
    {
        var value = (text ?? "").Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
        var line = Write(new SeriesPoint(Key, 1, PointValue.Of(value)));
        var quoted = line[(line.IndexOf("occupied=", StringComparison.Ordinal) + 10)..^4];
        // Lone surrogates have no UTF-8 and become U+FFFD, in every store.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) == quoted.Replace("\\\\", "\0", StringComparison.Ordinal)
            .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\0", "\\", StringComparison.Ordinal);
    }

    [Property(MaxTest = 5_000)]
    public bool Any_double_is_read_back_exactly(double value) =>
        !double.IsFinite(value) || BitConverter.DoubleToInt64Bits(Parse(PointValue.Of(value))) == BitConverter.DoubleToInt64Bits(value);

    [Property(MaxTest = 5_000)]
    public bool A_decimal_of_few_places_is_read_back_exactly(int thousandths) =>
        Parse(PointValue.Of(thousandths / 1000.0)) == thousandths / 1000.0
        && Parse(PointValue.Of(thousandths * 1000.0)) == thousandths * 1000.0;

    [Property(MaxTest = 5_000)]
    public bool Any_float_is_widened_to_the_decimal_that_it_prints(int bits)
    {
        var value = BitConverter.Int32BitsToSingle(bits);
        return !float.IsFinite(value)
            || (DecimalNumber.Widen(value) == double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                && (float)Parse(PointValue.Of(value)) == value);
    }

    [Property(MaxTest = 5_000)]
    public bool Any_decimal_float_is_widened_to_that_decimal(int thousandths)
    {
        var value = thousandths % 1_000_000 / 1000f;
        return DecimalNumber.Widen(value) == double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static double Parse(PointValue value)
    {
        var line = Write(new SeriesPoint(Key, 1, value));
        return double.Parse(line[(line.IndexOf("occupied=", StringComparison.Ordinal) + 9)..^3], CultureInfo.InvariantCulture);
    }

    private static string Write(in SeriesPoint point)
    {
        using var lines = new LineBuffer();
        lines.Append(new LineSeries(point.Series), point);
        return Text(lines.Slice(0, 1));
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
