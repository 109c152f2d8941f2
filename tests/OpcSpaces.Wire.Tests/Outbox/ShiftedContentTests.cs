using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class ShiftedContentTests
{
    [Fact]
    public void Only_the_times_before_the_bound_move_and_all_else_is_as_a_writer_writes_it()
    {
        const long Bound = 1_325_376_000_000;
        const long Shift = 1_780_000_000_000;
        Reading[] readings =
        [
            new(0, PointValue.Of(true), QualityCode.Good), new(12_345, PointValue.Null, QualityCode.Stale), new(Bound - 1, PointValue.Of(new string('ä', 90)), QualityCode.Good),
            new(Bound, PointValue.Of(7UL), QualityCode.Good), new(1_790_000_000_000, PointValue.Of(1.5), QualityCode.Bad),
        ];

        var (bytes, first, last) = ShiftedContent.Of(Write(readings).Written, Bound, Shift);

        var expected = Write([.. readings.Select(reading => reading.TimestampMs < Bound ? reading with { TimestampMs = reading.TimestampMs + Shift } : reading)]);
        Assert.Equal(expected.Written.ToArray(), bytes);
        Assert.Equal((expected.FirstTimestampMs, expected.LastTimestampMs), (first, last));
    }

    [Fact]
    public void A_time_never_moves_to_before_1970() =>
        Assert.Equal(Write([new(0, PointValue.Of(true), QualityCode.Good)]).Written.ToArray(), ShiftedContent.Of(Write([new(5, PointValue.Of(true), QualityCode.Good)]).Written, 10, -7).Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("1200")]
    [InlineData("12021007")]
    [InlineData("ffff")]
    public void Bytes_of_no_writer_are_refused(string hex) =>
        Assert.Throws<ArgumentException>(() => ShiftedContent.Of(Convert.FromHexString(hex), 10, 1));

    private static ContentWriter Write(Reading[] readings)
    {
        var writer = new ContentWriter();
        foreach (var (index, reading) in readings.Index())
        {
            var type = reading.Value.Kind switch
            {
                PointValueKind.Text => SparkplugDataType.String,
                PointValueKind.Unsigned => SparkplugDataType.UInt64,
                PointValueKind.Double => SparkplugDataType.Double,
                _ => SparkplugDataType.Boolean,
            };
            writer.Append((ulong)(index * 100), type, reading);
        }

        return writer;
    }
}
