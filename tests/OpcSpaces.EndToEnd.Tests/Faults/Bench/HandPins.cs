using System.Collections.Concurrent;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.EndToEnd.Tests.Faults.Bench;

/// <summary>Inputs whose levels a test sets by hand: the hardware's stand-in. Changes are stamped by <paramref name="time"/>.</summary>
internal sealed class HandPins(TimeProvider? time = null) : IPinController
{
    private readonly ConcurrentDictionary<int, HandPin> _pins = [];

    public IInputPin OpenInput(int number) => Pin(number);

    /// <summary>Drives the input high or low.</summary>
    public void Set(int number, bool high) => Pin(number).Set(high);

    public void Dispose() => _pins.Clear();

    private HandPin Pin(int number) => _pins.GetOrAdd(number, n => new HandPin(n, time ?? TimeProvider.System));

    private sealed class HandPin(int number, TimeProvider time) : IInputPin
    {
        private readonly Lock _gate = new(); // guards the level and the order of the calls
        private readonly List<Action<PinChange>> _listeners = [];
        private bool _high;

        public int Number => number;

        public bool Read()
        {
            lock (_gate) return _high;
        }

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            lock (_gate) _listeners.Add(onChange);
            return new Subscription(() =>
            {
                lock (_gate) _listeners.Remove(onChange);
            });
        }

        public void Set(bool high)
        {
            lock (_gate)
            {
                if (_high == high) return;
                _high = high;
                foreach (var listener in _listeners) listener(new PinChange(high, time.GetUtcNow()));
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
