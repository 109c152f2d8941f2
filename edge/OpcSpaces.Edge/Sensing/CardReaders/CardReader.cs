using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.CardReaders;

/// <summary>
/// A contactless card reader on a bus (MFRC522: https://www.nxp.com/docs/en/data-sheet/MFRC522.pdf, PN532: https://www.nxp.com/docs/en/user-guide/141520.pdf), read several times a second. A
/// card counts once while it is held there, and again after it was away for the release time. The chip verifies the number of a card
/// by its check byte (BCC, ISO/IEC 14443-3). A number whose length no card has, or whose bytes are all equal, is absurd. Phones answer
/// with a new random number each time (first byte 08): that is an entry, but it belongs to nobody, and is counted as
/// <c>randomNumber</c>. A dead antenna shows when the door has opened thirty times without a card.
/// </summary>
internal sealed class CardReader(SensorName name, CardReaderConfig config, ICardReader chip, DoorAccess access, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromMilliseconds(config.PollMs), time)
{
    private const byte RandomNumber = 0x08;
    private readonly byte[] _card = new byte[BadgeNumber.MostBytes];
    private readonly byte[] _held = new byte[BadgeNumber.MostBytes];
    private int _length, _heldLength;
    private long _heldStamp;

    protected override SensorCondition CrossCheck => access.ReaderSeemsDead ? SensorCondition.StuckOff : SensorCondition.Sound;

    public override bool MayBe(SensorCondition condition) => condition == SensorCondition.StuckOff ? !access.HasReadCard : base.MayBe(condition);

    public override void Dispose()
    {
        _card.AsSpan().Clear();
        _held.AsSpan().Clear();
        base.Dispose();
    }

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(_card, out _length)) return ChipAnswer.Silent;
        if (_length == 0) return new ChipAnswer(SensorCondition.Sound);
        if (_length is not (4 or 7 or 10)) return ChipAnswer.Absurd;
        return _card.AsSpan(0, _length).ContainsAnyExcept(_card[0]) ? new ChipAnswer(SensorCondition.Sound) : ChipAnswer.Absurd;
    }

    protected override void Take(DateTimeOffset now)
    {
        var card = _card.AsSpan(0, _length);
        var isHeld = _heldLength > 0 && Time.GetElapsedTime(_heldStamp) < TimeSpan.FromMilliseconds(config.ReleaseMs);
        if (_length == 0)
        {
            if (!isHeld) Forget();
            return;
        }

        var isSame = isHeld && card.SequenceEqual(_held.AsSpan(0, _heldLength));
        _heldStamp = Time.GetTimestamp();
        if (!isSame)
        {
            card.CopyTo(_held);
            _heldLength = _length;
            if (_length == 4 && card[0] == RandomNumber) Faults.Add("randomNumber");
            access.OnCard(new BadgeNumber(BadgeFormat.Uid, card), now);
        }

        card.Clear();
    }

    // Somebody may hold a card there at any time.
    protected override TimeSpan LongestPause(SensorCondition condition) =>
        condition == SensorCondition.Absurd ? TimeSpan.Zero : TimeSpan.FromSeconds(2);

    protected override void OnLost(DateTimeOffset now) => Forget();

    private void Forget()
    {
        _held.AsSpan().Clear();
        _heldLength = 0;
    }
}
