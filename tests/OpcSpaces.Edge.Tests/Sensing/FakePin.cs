using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>An input that a test moves; changes are stamped with the fake clock's wall time.</summary>
internal sealed class FakePin(FakeTime time, bool high = false, int number = 4) : IInputPin
{
    private Action<PinChange>? _onChange;

    public int Number => number;

    public bool High { get; private set; } = high;

    public bool IsLost { get; set; }

    public long LostChanges { get; set; }

    /// <summary>The next high level that is read has fallen before the reader can do anything with it.</summary>
    public bool FallsBehindRead { get; set; }

    public bool Read()
    {
        var high = High;
        if (!high || !FallsBehindRead) return high;
        FallsBehindRead = false;
        Set(false);
        return true;
    }

    public IDisposable Subscribe(Action<PinChange> onChange)
    {
        _onChange += onChange;
        return new Subscription(this, onChange);
    }

    public void Set(bool high) => Tell(high, time.GetUtcNow());

    /// <summary>A change that is told some time after it happened.</summary>
    public void Tell(bool high, DateTimeOffset at)
    {
        High = high;
        _onChange?.Invoke(new PinChange(high, at));
    }

    /// <summary>High for <paramref name="ms"/>, then low.</summary>
    public void Pulse(int ms)
    {
        Set(true);
        time.Advance(TimeSpan.FromMilliseconds(ms));
        Set(false);
    }

    private sealed class Subscription(FakePin pin, Action<PinChange> handler) : IDisposable
    {
        public void Dispose() => pin._onChange -= handler;
    }
}
