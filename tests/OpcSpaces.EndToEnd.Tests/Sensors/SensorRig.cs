using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.EndToEnd.Tests.Sensors;

/// <summary>Pins and chips of one gateway that a test moves in virtual time; pins rest low but for those named.</summary>
internal sealed class SensorRig(VirtualTime time, params int[] highAtRest) : IPinController, IBusController, IPowerMonitor, IClimateSensor, ICardReader, IDistanceSensor, IThermalArray, ILightSensor
{
    private readonly Dictionary<int, RigPin> _pins = [];

    public double Watts { get; set; }

    public AirMeasurement Air { get; set; }

    public byte[] Card { get; set; } = [];

    public int? Millimetres { get; set; }

    public double Lux { get; set; }

    /// <summary>The pixels of the thermal array that are 5 K above the room.</summary>
    public int WarmPixels { get; set; }

    public IInputPin OpenInput(int number) => _pins[number] = new RigPin(number, highAtRest.Contains(number));

    public void Set(int number, bool high, TimeSpan after)
    {
        time.AdvanceTo(time.GetUtcNow() + after);
        _pins[number].Set(new PinChange(high, time.GetUtcNow()));
    }

    public TChip Open<TChip>(BusAddress address)
        where TChip : class => (TChip)(object)this;

    public bool TryRead(out double watts)
    {
        watts = Watts;
        return true;
    }

    public bool TryRead(out AirMeasurement air)
    {
        air = Air;
        return true;
    }

    public bool TryRead(Span<byte> uid, out int length)
    {
        Card.CopyTo(uid);
        length = Card.Length;
        return true;
    }

    public bool TryRead(out int? millimetres)
    {
        millimetres = Millimetres;
        return true;
    }

    public bool TryRead(Span<float> celsius)
    {
        celsius.Fill(22);
        celsius[..WarmPixels].Fill(27);
        return true;
    }

    bool ILightSensor.TryRead(out double lux)
    {
        lux = Lux;
        return true;
    }

    public void Dispose()
    {
        // The test's own.
    }

    private sealed class RigPin(int number, bool high) : IInputPin, IDisposable
    {
        private Action<PinChange>? _handler;
        private bool _high = high;

        public int Number => number;

        public bool Read() => _high;

        public void Set(PinChange change)
        {
            _high = change.High;
            _handler?.Invoke(change);
        }

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            return this;
        }

        public void Dispose() => _handler = null;
    }
}
