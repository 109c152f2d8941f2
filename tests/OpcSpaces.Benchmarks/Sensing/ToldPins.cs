using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Inputs whose edges are told by whoever plays the hardware, each with its own time; high at rest.</summary>
internal sealed class ToldPins : IPinController
{
    private readonly Dictionary<int, ToldPin> _pins = [];

    public IInputPin OpenInput(int number) => _pins[number] = new ToldPin(number);

    public void Tell(int number, PinChange change) => _pins[number].Tell(change);

    public void Dispose() => _pins.Clear();

    private sealed class ToldPin(int number) : IInputPin, IDisposable
    {
        private Action<PinChange>? _handler;

        public int Number => number;

        public bool Read() => true;

        public void Tell(PinChange change) => _handler?.Invoke(change);

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            return this;
        }

        public void Dispose() => _handler = null;
    }
}
