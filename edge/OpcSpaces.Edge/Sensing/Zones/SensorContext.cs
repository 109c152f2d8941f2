using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Presence.Grades;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>Gives one sensor what its zone and its gateway have.</summary>
internal sealed class SensorContext(string zoneId, PointConfig point, ZonePoints zone, ZonePlaces places, ZoneDoors doors, ZoneDependencies dependencies) : ISensorContext
{
    private readonly string _register = $"{zoneId}/{point.Point}";

    public SensorName Name { get; } = new(zoneId, point.Point, point.Sensor);

    public TimeProvider Time => dependencies.Time;

    public ZonePoints Zone => zone;

    public long? Register => dependencies.Outbox.Register(_register);

    public DoorAccess? DoorAccess => doors.At(point.Point);

    public IInputPin Pin(int number)
    {
        try
        {
            return dependencies.Pins.Open(number);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or (InvalidOperationException and not ObjectDisposedException))
        {
            throw Refused($"pin {number}", e);
        }
    }

    public TChip Chip<TChip>(BusAddress address)
        where TChip : class
    {
        try
        {
            return dependencies.Buses.Open<TChip>(address);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or (InvalidOperationException and not ObjectDisposedException))
        {
            throw Refused($"{address.Chip} at {address.Address} on {address.Bus}", e);
        }
    }

    public void Poll(string bus, IPolled chip) => dependencies.Buses.Add(bus, chip);

    public Metric Metric(PointMetric metric) => dependencies.Outbox.Metric(zoneId, metric.At(point.Point));

    public void ReportState(MetricReading reading) => dependencies.Batcher.Add(reading, BatchKind.State);

    public void ReportTelemetry(MetricReading reading) => dependencies.Batcher.Add(reading, BatchKind.Telemetry);

    public void KeepRegister(long value) => dependencies.Outbox.SetRegister(_register, value);

    public IEvidence Evidence(EvidenceKind kind, string? at) => places.Evidence(at ?? point.Point, kind);

    public IGradedEvidence Evidence(IGrader grader, string place) => places.Evidence(place, grader, point);

    public void Listen(EvidenceKind kind, IEvidenceListener listener) => places.Listen(point.Point, kind, listener);

    private SettingsException Refused(string what, Exception e) => new([new SettingsFault($"{zoneId}/{point.Point}", what, e.Message)]);
}
