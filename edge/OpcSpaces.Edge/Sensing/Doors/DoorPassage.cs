using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sensing.Doors;

/// <summary>
/// What the reader and the contact of one door know of each other: when somebody was last let through, and how often the one said
/// nothing while the other did. Thread-safe.
/// </summary>
internal sealed class DoorPassage(BadgePseudonyms pseudonyms, Metric entry, Action<Reading> report, TimeProvider time)
{
    // Guards everything below.
    private readonly Lock _gate = new();
    private long? _letThroughStamp;

    /// <summary>Openings since the last card.</summary>
    public int OpeningsWithoutCard { get; private set; }

    /// <summary>Cards since the last opening.</summary>
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

    /// <summary>Somebody lets himself out.</summary>
    public void OnExit()
    {
        lock (_gate) _letThroughStamp = time.GetTimestamp();
    }

    /// <summary>The door opened; true when somebody had been let through within <paramref name="within"/>.</summary>
    public bool OnOpened(TimeSpan within)
    {
        lock (_gate)
        {
            OpeningsWithoutCard++;
            CardsWithoutOpening = 0;
            return _letThroughStamp is { } stamp && time.GetElapsedTime(stamp) <= within;
        }
    }
}
