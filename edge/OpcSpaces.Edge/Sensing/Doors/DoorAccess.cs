using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sensing.Doors;

/// <summary>
/// What the reader and the contact of one door know of each other: when somebody was last let through, and how often the one said
/// nothing while the other did. Thread-safe.
/// </summary>
internal sealed class DoorAccess(BadgePseudonyms pseudonyms, Metric entry, Action<Reading> report, TimeProvider time)
{
    private const int OpeningsThatNobodyCardedFor = 30;

    // Guards everything below.
    private readonly Lock _gate = new();
    private long? _letThroughStamp;
    private bool _exitIsUsed;

    /// <summary>Openings since the last card.</summary>
    public int OpeningsWithoutCard { get; private set; }

    /// <summary>Whether the reader must be dead: thirty openings since the last card.</summary>
    public bool ReaderSeemsDead => OpeningsWithoutCard >= OpeningsThatNobodyCardedFor;

    /// <summary>Cards since the door last opened or closed.</summary>
    public int CardsWithoutOpening { get; private set; }

    /// <summary>A card was read: its number becomes a pseudonym here and goes no further.</summary>
    public void OnCard(BadgeNumber number, DateTimeOffset at)
    {
        var pseudonym = pseudonyms.Of(number, at);
        lock (_gate)
        {
            _letThroughStamp = time.GetTimestamp();
            OpeningsWithoutCard = 0;
            CardsWithoutOpening++;
        }

        report(new Reading(entry, at.ToUnixTimeMilliseconds(), ReadingValue.FromString(pseudonym)));
    }

    /// <summary>The exit button is used, or was let go: it lets through for as long as it is used, and for a while after.</summary>
    public void OnExitButton(bool used)
    {
        lock (_gate) (_letThroughStamp, _exitIsUsed) = (time.GetTimestamp(), used);
    }

    /// <summary>The door opened; true when somebody had been let through within <paramref name="within"/>, or uses the exit button.</summary>
    public bool OnOpened(TimeSpan within)
    {
        lock (_gate)
        {
            OpeningsWithoutCard++;
            CardsWithoutOpening = 0;
            return _exitIsUsed || (_letThroughStamp is { } stamp && time.GetElapsedTime(stamp) <= within);
        }
    }

    /// <summary>The door closed: cards that were read while it stood open had nothing to open.</summary>
    public void OnClosed()
    {
        lock (_gate) CardsWithoutOpening = 0;
    }
}
