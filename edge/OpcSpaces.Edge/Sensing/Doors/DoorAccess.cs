using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Doors;

/// <summary>
/// What the card reader and the contact of one door know of each other: when somebody was last let in or out, and how often one of
/// them reported something while the other did not. Thread-safe.
/// </summary>
internal sealed class DoorAccess(BadgePseudonyms pseudonyms, Metric entry, Action<MetricReading> report, TimeProvider time)
{
    private const int OpeningsOfADeadReader = 30;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long? _accessStamp;
    private bool _exitIsUsed;
    private int _openingsWithoutCard;

    /// <summary>Whether the reader seems to be dead: the door has opened thirty times since the last card.</summary>
    public bool ReaderSeemsDead => _openingsWithoutCard >= OpeningsOfADeadReader;

    /// <summary>Whether a card was read since the start.</summary>
    public bool HasReadCard { get; private set; }

    /// <summary>Cards since the door last opened or closed.</summary>
    public int CardsWithoutOpening { get; private set; }

    /// <summary>A card was read. Its number becomes a pseudonym here and is not passed on.</summary>
    public void OnCard(BadgeNumber number, DateTimeOffset at)
    {
        var pseudonym = pseudonyms.Of(number, at);
        lock (_gate)
        {
            _accessStamp = time.GetTimestamp();
            _openingsWithoutCard = 0;
            HasReadCard = true;
            CardsWithoutOpening++;
        }

        report(new MetricReading(entry, at.ToUnixTimeMilliseconds(), PointValue.Of(pseudonym)));
    }

    /// <summary>The exit button is pressed, or was released. It lets people out while it is pressed and for a while afterwards.</summary>
    public void OnExitButton(bool used)
    {
        lock (_gate) (_accessStamp, _exitIsUsed) = (time.GetTimestamp(), used);
    }

    /// <summary>The door opened. True when somebody was let in or out within <paramref name="within"/> before, or is pressing the exit button.</summary>
    public bool OnOpened(TimeSpan within)
    {
        lock (_gate)
        {
            _openingsWithoutCard++;
            CardsWithoutOpening = 0;
            return _exitIsUsed || (_accessStamp is { } stamp && time.GetElapsedTime(stamp) <= within);
        }
    }

    /// <summary>The door closed. Cards that were read while it was open could not open it.</summary>
    public void OnClosed()
    {
        lock (_gate) CardsWithoutOpening = 0;
    }
}
