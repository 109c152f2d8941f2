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
    private readonly Dictionary<string, List<Kept>> _places = [];

    /// <summary>What is known of a place, from its note; nothing without one. The caller gives it to the place at this point.</summary>
    public LearnedPlace Read(string point)
    {
        var learned = new LearnedPlace();
        _places[point] = [];
        Read(point, $"learned {zone}/{point}", SensorsOf(point), learned);
        return learned;
    }

    /// <summary>Gives the weak evidence of a sensor what is known of its worth at a place that was read, from its note; nothing without one.</summary>
    public void Read(string point, PointConfig sensor, GradedEvidence evidence) =>
        Read(point, $"graded {zone}/{point} {sensor.Point} {sensor.Sensor}", $"{Words(sensor)}; {SensorsOf(point)}", evidence);

    /// <summary>Keeps what a place has learned since the last call. The caller holds the gate of the place.</summary>
    public void Keep(string point)
    {
        foreach (var it in _places[point])
        {
            if (it.Learned.Lessons == it.Lessons) continue;
            outbox.KeepNote(it.Name, LearnedNote.Write(it.Learned, it.Sensors));
            it.Lessons = it.Learned.Lessons;
        }
    }

    private void Read(string point, string name, string sensors, ILearned into)
    {
        if (outbox.Note(name) is { } note && LearnedNote.Read(note, sensors, into) is { } reason) BeginsAnew(logger, $"{zone}/{point}", reason);
        _places[point].Add(new Kept(name, sensors, into) { Lessons = into.Lessons });
    }

    // What decides what a place gets to see: kind, wires and delay of each of its sensors. A door's contact may stand at another point.
    private string SensorsOf(string point) => string.Join("; ", points
        .Where(it => it.Point == point || it.GivesEvidenceAt == point)
        .Select(Words));

    private static string Words(PointConfig sensor) =>
        FormattableString.Invariant($"{sensor.Sensor} {string.Join(',', sensor.Pins.Select(pin => pin.Number))} {(sensor as BusPointConfig)?.At} {sensor.Presence?.DelaySeconds}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was learned about presence at {Place} is not used, because {Reason}. The place begins anew.")]
    private static partial void BeginsAnew(ILogger logger, string place, string reason);

    private sealed class Kept(string name, string sensors, ILearned learned)
    {
        public string Name => name;

        public string Sensors => sensors;

        public ILearned Learned => learned;

        /// <summary>The lessons that are in the note.</summary>
        public required long Lessons { get; set; }
    }
}
