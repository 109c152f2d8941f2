using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.CardReaders;

public sealed class CardReaderTests : IDisposable
{
    private static readonly Metric Entry = new("hall", "door/1/entry", SparkplugDataType.String, 1);
    private static readonly byte[] Anna = [0x04, 0xA1, 0xB2, 0xC3], Ben = [0x04, 0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6];
    private readonly TemporaryDirectory _directory = new("cards");
    private readonly FakeTime _time = new();
    private readonly FakeChip _chip = new();
    private readonly List<string> _entries = [];
    private readonly BadgePseudonyms _pseudonyms;
    private readonly BusPoller _poller;
    private readonly DoorAccess _access;
    private readonly CardReader _reader;

    public CardReaderTests()
    {
        _pseudonyms = TestBadges.Pseudonyms(_directory, _time);
        _access = new DoorAccess(_pseudonyms, Entry, reading => _entries.Add(reading.Value.AsText), _time);
        var config = new CardReaderConfig { Point = "door/1", Chip = "mfrc522", Bus = "spi-0", Address = 0 };
        _reader = new CardReader(new SensorName("hall", "door/1", "cardReader"), config, _chip, _access, _time);
        _poller = new BusPoller(_time);
        _poller.Add(_reader);
    }

    public void Dispose()
    {
        _poller.Dispose();
        _pseudonyms.Dispose();
        _directory.Dispose();
    }

    private void Hold(byte[] card, double seconds)
    {
        _chip.Card = card;
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_card_that_is_held_there_is_one_entry_and_a_card_that_comes_again_another()
    {
        Hold(Anna, 5);
        Hold([], 1);
        Hold(Anna, 5);
        Assert.Single(_entries);
        Hold([], 3);
        Hold(Anna, 1);
        Assert.Equal([_entries[0], _entries[0]], _entries);
    }

    [Fact]
    public void Two_cards_one_after_the_other_are_two_entries()
    {
        Hold(Anna, 0.5);
        Hold(Ben, 0.5);
        Assert.Equal(2, _entries.Distinct().Count());
        Assert.Null(_reader.Trouble);
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(255, 255, 255, 255, 255, 255, 255)]
    public void An_impossible_card_number_makes_no_entry(params int[] number)
    {
        Hold([.. number.Select(part => (byte)part)], 5);
        Assert.Empty(_entries);
        Assert.Equal(SensorCondition.Absurd, _reader.Trouble!.Condition);
    }

    [Fact]
    public void A_phone_makes_an_entry_and_is_counted_as_a_random_number()
    {
        Hold([0x08, 1, 2, 3], 1);
        Assert.Single(_entries);
        Assert.Equal((SensorCondition.Sound, 1L), (_reader.Trouble!.Condition, _reader.Trouble.Faults["randomNumber"]));
    }

    [Fact]
    public void A_card_right_after_a_rejected_frame_is_read()
    {
        Hold([0, 0, 0, 0], 60);
        Hold([], 0.5);
        Hold(Anna, 0.5);
        Assert.Single(_entries);
    }

    [Fact]
    public void Many_openings_without_a_card_mean_that_the_antenna_is_dead()
    {
        Hold([], 5);
        for (var i = 0; i < 29; i++) _access.OnOpened(TimeSpan.Zero);
        Assert.Null(_reader.Trouble);
        _access.OnOpened(TimeSpan.Zero);
        Assert.Equal(SensorCondition.StuckOff, _reader.Trouble!.Condition);
        Hold(Anna, 1);
        Assert.Null(_reader.Trouble);
    }

    [Fact]
    public void A_reader_that_does_not_answer_is_silent_and_comes_back()
    {
        _chip.IsSilent = true;
        Hold(Anna, 60);
        Assert.Equal(SensorCondition.Silent, _reader.Trouble!.Condition);
        _chip.IsSilent = false;
        Hold(Anna, 2.5);
        Assert.Equal(SensorCondition.Sound, _reader.Trouble!.Condition);
        Assert.Single(_entries);
    }
}
