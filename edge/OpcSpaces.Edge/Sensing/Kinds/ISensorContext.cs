using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Presence.Grades;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>
/// What one sensor is built with: its pins and chips, and where its readings, its evidence and its register go. Used while the
/// sensors of a zone are built, one after the other on one thread; what it hands out may be used afterwards as well.
/// </summary>
internal interface ISensorContext
{
    /// <summary>The sensor's name in <see cref="SensorHealth"/> and in the log.</summary>
    SensorName Name { get; }

    /// <summary>The sensing clock.</summary>
    TimeProvider Time { get; }

    /// <summary>The configured sensors of the zone.</summary>
    ZonePoints Zone { get; }

    /// <summary>The last value of <see cref="KeepRegister"/> from this run or an earlier one; null before the first.</summary>
    long? Register { get; }

    /// <summary>What the reader and the contact of the sensor's door know of each other; null where the door has no reader.</summary>
    DoorAccess? DoorAccess { get; }

    /// <summary>Opens a pin. Throws <see cref="SettingsException"/> when the hardware does not have it.</summary>
    IInputPin Pin(int number);

    /// <summary>Opens a chip. Throws <see cref="SettingsException"/> when the hardware does not have it.</summary>
    TChip Chip<TChip>(BusAddress address)
        where TChip : class;

    /// <summary>Polls a chip from now on, in turn with the others of its bus.</summary>
    void Poll(string bus, IPolled chip);

    /// <summary>A metric of the sensor's point. It must be one of <see cref="PointConfig.Metrics"/>.</summary>
    Metric Metric(PointMetric metric);

    /// <summary>Hands over a reading that says that something changed. The outbox keeps it longest.</summary>
    void ReportState(MetricReading reading);

    /// <summary>Hands over a measurement, of which old ones may give way when the disk budget is reached.</summary>
    void ReportTelemetry(MetricReading reading);

    /// <summary>Stores a number that a restart must not lose. It is durable no later than any reading that is reported after it.</summary>
    void KeepRegister(long value);

    /// <summary>Where the sensor says what it knows about presence at its own point.</summary>
    IEvidence Evidence(EvidenceKind kind) => Evidence(kind, null);

    /// <summary>As <see cref="Evidence(EvidenceKind)"/>, for another point of the zone; null means its own.</summary>
    IEvidence Evidence(EvidenceKind kind, string? point);

    /// <summary>Where the sensor says what it measures near a place of the zone, as weak evidence for presence there.</summary>
    IGradedEvidence Evidence(IGrader grader, string place);

    /// <summary>Tells <paramref name="listener"/> what all sensors of this kind say about presence at the sensor's point, also those that are built later.</summary>
    void Listen(EvidenceKind kind, IEvidenceListener listener);
}
