using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Inputs whose edges are set by the benchmark, each with its own time; high at rest.</summary>
internal sealed class DrivenPins : IPinController
{
    private readonly Dictionary<int, DrivenPin> _pins = [];

    public IInputPin OpenInput(int number) => _pins[number] = new DrivenPin(number);

    public void Set(int number, PinChange change) => _pins[number].Set(change);

    public void Dispose() => _pins.Clear();

    private sealed class DrivenPin(int number) : IInputPin, IDisposable
    {
        private Action<PinChange>? _handler;

        public int Number => number;

        public bool Read() => true;

        public void Set(PinChange change) => _handler?.Invoke(change);

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            return this;
        }

        public void Dispose() => _handler = null;
    }
}
