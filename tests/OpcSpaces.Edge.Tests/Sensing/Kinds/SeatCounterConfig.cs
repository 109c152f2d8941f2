using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Tests.Sensing.Kinds;

/// <summary>A kind of sensor that the product does not have: a switch in a chair that counts how often somebody sat down. It uses every part of the context that a pin sensor can use.</summary>
internal sealed record SeatCounterConfig : PinPointConfig
{
    public static SensorKind Registration { get; } = new("seatCounter", From);

    /// <summary>Counts above this are a fault of the switch.</summary>
    public int MostPerDay { get; init; } = 100;

    internal override SensorKind Kind => Registration;

    private static readonly PointMetric Seatings = new("seatings", MetricType.UInt32, "", Measurements.Occupancy, MetricNature.Register, PointKind.Desk);

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk];

    internal override IReadOnlyList<PointMetric> Metrics => [Seatings, PointMetric.Occupied];

    internal override void Check(SettingsRules rules, ZonePoints zone) => rules.Within("mostPerDay", MostPerDay, 1, 1000);

    internal override ISensor Build(ISensorContext context) => new Running(context, context.Pin(Pin), context.Evidence(EvidenceKind.Contact));

    private static SeatCounterConfig From(SettingsSection point)
    {
        var config = new SeatCounterConfig { Point = point.RequiredText("point"), Pin = point.RequiredPin("pin") };
        return config with { MostPerDay = point.Number("mostPerDay", config.MostPerDay) };
    }

    private sealed class Running : ISensor
    {
        private readonly ISensorContext _context;
        private readonly IEvidence _evidence;
        private readonly Metric _seatings;
        private readonly DebouncedInput _input;
        private long _count;

        public Running(ISensorContext context, IInputPin pin, IEvidence evidence)
        {
            (_context, _evidence, _seatings, _count) = (context, evidence, context.Metric(Seatings), context.Register ?? 0);
            _input = new DebouncedInput(pin, debounceMs: 100, OnLevel, context.Time);
        }

        public SensorHealth? Trouble => new(_context.Name, SensorCondition.Sound, new Dictionary<string, long> { ["seatings"] = _count });

        public long Bounces => _input.Bounces;

        public void Dispose() => _input.Dispose();

        private void OnLevel(PinChange change)
        {
            _evidence.Set(change.High, change.At);
            if (!change.High) return;
            _context.KeepRegister(++_count);
            _context.ReportTelemetry(new MetricReading(_seatings, change.At.ToUnixTimeMilliseconds(), PointValue.Of((ulong)_count)));
        }
    }
}
