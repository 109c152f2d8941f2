using System.Device.I2c;
using System.Device.Spi;
using Moq;
using Moq.Protected;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>MFRC522 on both of its buses: cards with each length of number, the examples of ISO/IEC 14443-3, and a reader that is not there.</summary>
public sealed class Mfrc522ReaderTests : IDisposable
{
    private readonly SimulatedMfrc522 _chip = new();
    private readonly Mfrc522Spi _spi;
    private readonly Mfrc522Reader _reader;

    public Mfrc522ReaderTests()
    {
        _spi = new Mfrc522Spi(_chip);
        _reader = new Mfrc522Reader(_spi);
    }

    public void Dispose() => _reader.Dispose();

    private static string Read(Mfrc522Reader reader)
    {
        var uid = new byte[10];
        Assert.True(reader.TryRead(uid, out var length));
        return Convert.ToHexString(uid.AsSpan(0, length));
    }

    [Theory]
    [InlineData("0000", 0xA0, 0x1E)]
    [InlineData("1234", 0x26, 0xCF)]
    public void The_checksums_of_the_standard(string bytes, byte low, byte high) => Assert.Equal((low, high), Iso14443A.Crc(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("DEADBEEF")]
    [InlineData("04A1B2C3D4E5F6")]
    [InlineData("0102030405060708090A")]
    public void A_card_is_read_on_SPI_and_on_I2C_as_often_as_it_is_held_there(string number)
    {
        using var onI2c = new Mfrc522Reader(new Mfrc522I2c(_chip));
        foreach (var reader in (Mfrc522Reader[])[_reader, onI2c])
        {
            _chip.Card = null;
            Assert.Equal("", Read(reader));
            _chip.Card = Convert.FromHexString(number);
            for (var i = 0; i < 3; i++) Assert.Equal(number, Read(reader));
        }
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _spi.Transfers);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void A_reader_that_is_not_there_is_no_reader_without_a_card(byte floating)
    {
        using var reader = new Mfrc522Reader(new Mfrc522Spi(null, floating));
        Assert.Throws<IOException>(() => reader.TryRead(new byte[10], out _));
    }

    [Fact]
    public void A_reader_that_lost_its_power_is_no_answer_once_and_then_reads_again()
    {
        _chip.Card = [1, 2, 3, 4];
        Assert.Equal("01020304", Read(_reader));
        _chip.LosePower();
        Assert.Throws<IOException>(() => _reader.TryRead(new byte[10], out _));
        Assert.Equal("01020304", Read(_reader));
    }

    [Fact]
    public void Two_cards_at_once_and_a_damaged_number_are_no_card()
    {
        _chip.Card = [1, 2, 3, 4];
        _chip.Collides = true;
        Assert.Equal("", Read(_reader));
        (_chip.Collides, _chip.IsNoisy) = (false, true);
        Assert.Equal("", Read(_reader));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(40)]
    public void A_bus_that_fails_in_the_middle_is_no_answer_and_no_half_number(int transfer)
    {
        _chip.Card = [1, 2, 3, 4];
        _spi.FailsAfter = transfer;
        var uid = new byte[10];
        Assert.Throws<IOException>(() => _reader.TryRead(uid, out _));
        Assert.DoesNotContain(uid, part => part != 0);
        Assert.Equal("01020304", Read(_reader));
    }

    [Fact]
    public void Devices_belong_to_the_reader_and_nothing_is_transferred_when_it_is_disposed()
    {
        var spi = new Mock<SpiDevice>(MockBehavior.Strict);
        spi.Protected().Setup("Dispose", ItExpr.IsAny<bool>());
        new Mfrc522Reader(spi.Object).Dispose();
        var i2c = new Mock<I2cDevice>(MockBehavior.Strict);
        i2c.Protected().Setup("Dispose", ItExpr.IsAny<bool>());
        new Mfrc522Reader(i2c.Object).Dispose();
        spi.VerifyAll();
        i2c.VerifyAll();
    }
}
