using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>The specification's own examples (§6.4.16); the four that contradict its rule are changed to follow it.</summary>
public sealed class SparkplugArraysTests
{
    public static TheoryData<SparkplugDataType, Array, string> Vectors => new()
    {
        { SparkplugDataType.Int8Array, new sbyte[] { -23, 123 }, "E97B" }, // printed EF7B
        { SparkplugDataType.Int16Array, new short[] { -30000, 30000 }, "D08A3075" },
        { SparkplugDataType.Int32Array, new[] { -1, 315338746 }, "FFFFFFFFFAAFCB12" },
        { SparkplugDataType.Int64Array, new[] { -4270929666821191986, -3601064768563266876 }, "CE0672AC189CBAC4C4BA9C18AC7206CE" },
        { SparkplugDataType.UInt8Array, new byte[] { 23, 250 }, "17FA" },
        { SparkplugDataType.UInt16Array, new ushort[] { 30, 52360 }, "1E0088CC" },
        { SparkplugDataType.UInt32Array, new uint[] { 52, 3293969225 }, "3400000049FB55C4" },
        { SparkplugDataType.UInt64Array, new ulong[] { 52, 16444743074749521625 }, "3400000000000000D99E02D1B27637E4" },
        { SparkplugDataType.FloatArray, new[] { 1.23f, 89.341f }, "A4709D3F98AEB242" }, // printed big-endian
        { SparkplugDataType.DoubleArray, new[] { 12.354213, 1022.9123213 }, "D7A205685BB528408E171C6F4CF78F40" }, // printed big-endian
        {
            SparkplugDataType.BooleanArray,
            new[] { false, false, true, true, false, true, false, false, true, true, false, true },
            "0C00000034D0"
        },
        { SparkplugDataType.StringArray, new[] { "ABC", "hello" }, "4142430068656C6C6F00" },
        { SparkplugDataType.DateTimeArray, new ulong[] { 1256102875335, 1656107875000 }, "C7D0907524010000B8BAB89781010000" }, // printed with six bytes each
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void An_array_is_encoded_by_the_rule_and_read_back(SparkplugDataType type, Array values, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(SparkplugArrays.Encode(type, values)));
        Assert.True(SparkplugArrays.TryDecode(type, Convert.FromHexString(hex), out var decoded));
        Assert.Equal(values, decoded);
    }

    [Fact]
    public void The_bits_after_the_last_boolean_do_not_matter()
    {
        Assert.True(SparkplugArrays.TryDecode(SparkplugDataType.BooleanArray, Convert.FromHexString("0C00000034DF"), out var decoded));
        Assert.Equal(12, decoded!.Length);
        Assert.True(SparkplugArrays.TryDecode(SparkplugDataType.BooleanArray, new byte[4], out var empty));
        Assert.Empty(empty!);
    }

    [Theory]
    [InlineData(SparkplugDataType.Int16Array, "D08A30")]
    [InlineData(SparkplugDataType.DateTimeArray, "C7D090752401B8BAB8978101")]
    [InlineData(SparkplugDataType.BooleanArray, "0C000000")]
    [InlineData(SparkplugDataType.BooleanArray, "0C0000")]
    [InlineData(SparkplugDataType.BooleanArray, "FFFFFFFF00")]
    [InlineData(SparkplugDataType.BooleanArray, "0100000000AA")]
    [InlineData(SparkplugDataType.StringArray, "414243")]
    [InlineData(SparkplugDataType.String, "414243")]
    public void Bytes_that_do_not_fit_the_type_are_refused(SparkplugDataType type, string hex) =>
        Assert.False(SparkplugArrays.TryDecode(type, Convert.FromHexString(hex), out _));

    [Fact]
    public void Every_array_type_has_an_empty_array()
    {
        for (var type = SparkplugDataType.Int8Array; type <= SparkplugDataType.DateTimeArray; type++)
        {
            var bytes = type == SparkplugDataType.BooleanArray ? new byte[4] : [];
            Assert.True(SparkplugArrays.TryDecode(type, bytes, out var values));
            Assert.Equal(bytes, SparkplugArrays.Encode(type, values!));
        }
    }

    [Fact]
    public void Elements_of_another_type_and_strings_with_a_null_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SparkplugArrays.Encode(SparkplugDataType.Int8Array, new int[1]));
        Assert.Throws<ArgumentException>(() => SparkplugArrays.Encode(SparkplugDataType.Int8Array, new byte[1]));
        Assert.Throws<ArgumentException>(() => SparkplugArrays.Encode(SparkplugDataType.StringArray, new[] { "a\0b" }));
    }
}
