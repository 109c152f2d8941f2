using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.Tests.Agent;

/// <summary>Pins that a test moves by hand, on the system's clock.</summary>
internal sealed class HandPins : IPinController
{
    private readonly Dictionary<int, Pin> _pins = [];

    public IInputPin OpenInput(int number) => _pins[number] = new Pin(number);

    public void Set(int number, bool high) => Set(number, high, TimeProvider.System.GetUtcNow());

    public void Set(int number, bool high, DateTimeOffset at) => _pins[number].Set(high, at);

    public void Dispose() => _pins.Clear();

    private sealed class Pin(int number) : IInputPin, IDisposable
    {
        private Action<PinChange>? _handler;
        private bool _high;

        public int Number => number;

        public bool Read() => _high;

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            return this;
        }

        public void Set(bool high, DateTimeOffset at)
        {
            _high = high;
            _handler?.Invoke(new PinChange(high, at));
        }

        public void Dispose() => _handler = null;
    }
}
