using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Presence.Grades;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>What the agent's sensors are built with when they sense a recording: one place, pins, and chips that are polled. Only evidence for the place is used.</summary>
internal sealed class RecordedSensing(ZonePoints zone, PresencePlace place, IPinController pins, BusPollers buses, TimeProvider time) : ISensorContext
{
    private readonly List<(EvidenceKind Kind, SharedEvidence Evidence)> _evidence = [];

    public SensorName Name { get; } = new("room", ColumnKind.Place, "recorded");

    public TimeProvider Time => time;

    public ZonePoints Zone => zone;

    public long? Register => null;

    public DoorAccess? DoorAccess => null;

    public IInputPin Pin(int number) => pins.OpenInput(number);

    public TChip Chip<TChip>(BusAddress address)
        where TChip : class => buses.Open<TChip>(address);

    public void Poll(string bus, IPolled chip) => buses.Add(bus, chip);

    public Metric Metric(PointMetric metric) => new("room", metric.At(ColumnKind.Place), SparkplugDataType.Float, 2);

    public void ReportState(MetricReading reading)
    {
    }

    public void ReportTelemetry(MetricReading reading)
    {
    }

    public void KeepRegister(long value)
    {
    }

    public IEvidence Evidence(EvidenceKind kind, string? point)
    {
        var evidence = new SharedEvidence(place.Add(kind));
        _evidence.Add((kind, evidence));
        return evidence;
    }

    public IGradedEvidence Evidence(IGrader grader, string at) => place.Add(grader);

    public void Listen(EvidenceKind kind, IEvidenceListener listener)
    {
        foreach (var known in _evidence.Where(it => it.Kind == kind)) known.Evidence.Add(listener);
    }
}
