using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>
/// Keeps what the places of one zone learn, as notes of the outbox, so that it outlives the agent. A note that cannot be used is
/// logged, and the place begins anew. A note becomes durable with the commit after it, as a whole: when the process is killed, what was
/// learned since the note before is lost, and no more.
/// </summary>
internal sealed partial class ZoneLearning(string zone, IReadOnlyList<PointConfig> points, OutboxLog outbox, ILogger logger)
{
    private readonly Dictionary<string, (string Sensors, LearnedPlace Learned, long KeptLessons)> _places = [];

    /// <summary>What is known of a place, from its note; nothing without one. The caller gives it to the place at this point.</summary>
    public LearnedPlace Read(string point)
    {
        var (sensors, learned) = (SensorsOf(point), new LearnedPlace());
        if (outbox.Note(NameOf(point)) is { } note && LearnedNote.Read(note, sensors, learned) is { } reason) BeginsAnew(logger, $"{zone}/{point}", reason);
        _places[point] = (sensors, learned, learned.Lessons);
        return learned;
    }

    /// <summary>Keeps what a place has learned since the last call. The caller holds the gate of the place.</summary>
    public void Keep(string point)
    {
        var (sensors, learned, kept) = _places[point];
        if (learned.Lessons == kept) return;
        outbox.KeepNote(NameOf(point), LearnedNote.Write(learned, sensors));
        _places[point] = (sensors, learned, learned.Lessons);
    }

    private string NameOf(string point) => $"learned {zone}/{point}";

    // What decides what a place gets to see: kind, wires and delay of each of its sensors. A door's contact may stand at another point.
    private string SensorsOf(string point) => string.Join("; ", points
        .Where(it => it.Point == point || it.GivesEvidenceAt == point)
        .Select(it => FormattableString.Invariant($"{it.Sensor} {string.Join(',', it.Pins.Select(pin => pin.Number))} {(it as BusPointConfig)?.At} {it.Presence?.DelaySeconds}")));

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was learned about presence at {Place} is not used, because {Reason}. The place begins anew.")]
    private static partial void BeginsAnew(ILogger logger, string place, string reason);
}
