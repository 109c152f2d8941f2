using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class SparkplugValueTests
{
    [Theory]
    [InlineData(SparkplugDataType.Int8, 0xFFFFFFFAu, -6)] // sign extended to 32 bits
    [InlineData(SparkplugDataType.Int8, 0xFAu, -6)] // and not extended
    [InlineData(SparkplugDataType.Int16, 0xFFFFFFFAu, -6)]
    [InlineData(SparkplugDataType.Int16, 0xFFFAu, -6)]
    [InlineData(SparkplugDataType.Int32, 0xFFFFFFFAu, -6)]
    [InlineData(SparkplugDataType.UInt8, 250u, 250)]
    [InlineData(SparkplugDataType.UInt16, 65535u, 65535)]
    [InlineData(SparkplugDataType.UInt32, 0xFFFFFFFAu, 4294967290)]
    public void The_value_of_a_small_integer_follows_its_type(SparkplugDataType type, uint bits, long expected)
    {
        Assert.True(SparkplugValue.FromUInt32(bits).TryGetInt64(type, out var value));
        Assert.Equal(expected, value);
        Assert.True(SparkplugValue.FromUInt32(bits).TryGetDouble(type, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData(SparkplugDataType.Int8, 300u)]
    [InlineData(SparkplugDataType.Int16, 70_000u)]
    [InlineData(SparkplugDataType.UInt8, 256u)]
    [InlineData(SparkplugDataType.UInt16, 0xFFFFFFFAu)]
    public void A_value_out_of_the_range_of_its_type_is_refused(SparkplugDataType type, uint bits) =>
        Assert.False(SparkplugValue.FromUInt32(bits).TryGetInt64(type, out _));

    [Fact]
    public void Sixty_four_bits_are_signed_or_unsigned_by_type()
    {
        Assert.True(SparkplugValue.FromInt64(-6).TryGetInt64(SparkplugDataType.Int64, out var signed));
        Assert.Equal(-6, signed);
        Assert.False(SparkplugValue.FromUInt64(ulong.MaxValue).TryGetInt64(SparkplugDataType.UInt64, out _));
        Assert.True(SparkplugValue.FromUInt64(ulong.MaxValue).TryGetUInt64(out var unsigned));
        Assert.Equal(ulong.MaxValue, unsigned);
        Assert.True(SparkplugValue.FromUInt64(ulong.MaxValue).TryGetDouble(SparkplugDataType.UInt64, out var number));
        Assert.Equal(ulong.MaxValue, number);
    }

    [Fact]
    public void An_accessor_of_another_kind_returns_false()
    {
        var text = SparkplugValue.FromString("12");
        Assert.True(text.TryGetString(out var value));
        Assert.Equal("12", value);
        Assert.False(text.TryGetInt64(SparkplugDataType.Int64, out _));
        Assert.False(text.TryGetDouble(SparkplugDataType.Double, out _));
        Assert.False(text.TryGetBoolean(out _));
        Assert.False(text.TryGetBytes(out _));
        Assert.False(text.TryGetDataSet(out _));
        Assert.False(SparkplugValue.None.TryGetString(out _));
        Assert.False(SparkplugValue.None.TryGetUInt64(out _));
    }

    [Fact]
    public void Floats_doubles_and_booleans_are_numbers_too()
    {
        Assert.True(SparkplugValue.FromFloat(1.5f).TryGetDouble(SparkplugDataType.Float, out var single));
        Assert.Equal(1.5, single);
        Assert.True(SparkplugValue.FromDouble(2.25).TryGetDouble(SparkplugDataType.Double, out var number));
        Assert.Equal(2.25, number);
        Assert.True(SparkplugValue.FromBoolean(true).TryGetDouble(SparkplugDataType.Boolean, out var one));
        Assert.Equal(1, one);
    }
}
