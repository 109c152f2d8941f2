using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>AMG8833, with the table of its data sheet ("pixel temperature register": 12 bits in two's complement, 0.25 K).</summary>
public sealed class Amg8833ArrayTests
{
    private readonly Amg8833Chip _chip = new();
    private readonly Amg8833Array _array;
    private readonly float[] _celsius = new float[64];

    public Amg8833ArrayTests() => _array = new Amg8833Array(_chip);

    private void Set(int pixel, int bits) => _chip.SetPixel(pixel, bits);

    [Theory]
    [InlineData(0x1F4, 125)]
    [InlineData(0x064, 25)]
    [InlineData(0x001, 0.25)]
    [InlineData(0xFFF, -0.25)]
    [InlineData(0xF9C, -25)]
    [InlineData(0xF24, -55)]
    public void The_table_of_the_data_sheet(int bits, float celsius)
    {
        Set(11, bits);
        Set(63, 0x064);
        Assert.True(_array.TryRead(_celsius));
        Assert.Equal((celsius, 25f), (_celsius[11], _celsius[63]));
    }

    [Fact]
    public void A_chip_before_its_first_picture_is_no_answer() => Assert.False(_array.TryRead(_celsius));

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void It_is_woken_up_first()
    {
        Set(0, 0x064);
        _array.TryRead(_celsius);
        Assert.Equal(["0000", "80", "0E"], _chip.Writes);
    }

    // The thermistor has a sign and a magnitude, and measures from -20 to 80 °C.
    [Theory]
    [InlineData(0x000, false)]
    [InlineData(0x001, true)]
    [InlineData(0x500, true)]
    [InlineData(0x501, false)]
    [InlineData(0x940, true)]
    [InlineData(0x941, false)]
    [InlineData(0xFFF, false)]
    public void A_picture_counts_while_the_thermistor_shows_a_temperature(int bits, bool counts)
    {
        Set(0, 0x064);
        _chip.SetThermistor(bits);
        var error = Record.Exception(() => _array.TryRead(_celsius));
        Assert.Equal(counts ? null : typeof(IOException), error?.GetType());
    }

    [Fact]
    public void A_chip_that_fails_in_the_middle_of_a_picture_is_no_answer()
    {
        Set(0, 0x064);
        _chip.FailsAfter = 2;
        Assert.Throws<IOException>(() => _array.TryRead(_celsius));
        Assert.True(_array.TryRead(_celsius));
    }
}
