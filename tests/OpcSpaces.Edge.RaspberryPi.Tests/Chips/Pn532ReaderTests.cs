using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>PN532 on I²C: the frames of its user manual (UM0701-02, 6.2 and 7.2.2), cards, and a chip that fails.</summary>
public sealed class Pn532ReaderTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly Pn532Chip _chip = new();
    private readonly Pn532Reader _reader;

    public Pn532ReaderTests() => _reader = new Pn532Reader(_chip, new ChipClock(_time, _time.Advance));

    public void Dispose() => _reader.Dispose();

    private string Read()
    {
        var uid = new byte[10];
        Assert.True(_reader.TryRead(uid, out var length));
        return Convert.ToHexString(uid.AsSpan(0, length));
    }

    [Fact]
    public void The_frames_of_the_user_manual()
    {
        Assert.Equal("0000FF02FED4022A00", Convert.ToHexString(Pn532Frame.Of([0x02])));
        Assert.Equal([0x32, 0x01, 0x06, 0x07], Pn532Frame.Read(Convert.FromHexString("0000FF06FAD50332010607E800"), 0x02).ToArray());
    }

    [Theory]
    [InlineData("DEADBEEF")]
    [InlineData("04A1B2C3D4E5F6")]
    public void A_card_is_read_as_often_as_it_is_held_there(string number)
    {
        Assert.Equal("", Read());
        _chip.Card = Convert.FromHexString(number);
        Assert.Equal([number, number], [Read(), Read()]);
        _chip.Card = null;
        Assert.Equal("", Read());
    }

    [Fact]
    public void One_try_for_a_card_is_set_before_the_first_search()
    {
        Read();
        Assert.Equal(["D414010000", "D402", "D43205FF0100", "D44A0100"], _chip.Commands);
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void A_chip_that_does_not_answer_in_time_is_no_answer_and_is_set_up_again()
    {
        Read();
        _chip.Commands.Clear();
        _chip.IsBusy = true;
        var started = _time.GetUtcNow();
        Assert.Throws<TimeoutException>(() => Read());
        Assert.InRange(_time.GetUtcNow() - started, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(110));
        _chip.IsBusy = false;
        _chip.Card = [1, 2, 3, 4];
        Assert.Equal("01020304", Read());
        Assert.Contains("D43205FF0100", _chip.Commands);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(14)]
    public void A_damaged_frame_is_no_answer(int damaged)
    {
        _chip.Card = [1, 2, 3, 4];
        Read();
        _chip.Damaged = damaged;
        Assert.Throws<IOException>(() => Read());
        _chip.Damaged = null;
        Assert.Equal("01020304", Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(17)]
    public void A_bus_that_fails_in_the_middle_is_no_answer_and_no_half_number(int transfers)
    {
        _chip.Card = [1, 2, 3, 4];
        _chip.FailsAfter = transfers;
        var uid = new byte[10];
        Assert.Throws<IOException>(() => _reader.TryRead(uid, out _));
        Assert.DoesNotContain(uid, part => part != 0);
        Assert.Equal("01020304", Read());
    }

    [Fact]
    public void Another_chip_at_this_address_is_no_answer()
    {
        _chip.Identity = 0x07;
        Assert.Throws<IOException>(() => Read());
    }
}
