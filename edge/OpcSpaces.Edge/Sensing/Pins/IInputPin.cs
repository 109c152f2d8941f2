namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// One digital input. A driver must not debounce: the pulses of a Wiegand reader last 20 µs. A change that it does not report is found
/// within two minutes, because the level is read once a minute.
/// </summary>
public interface IInputPin
{
    int Number { get; }

    /// <summary>The driver knows that it does not see the pin now: <see cref="Read"/> gives its last level. Whoever uses the pin learns it within a minute, and subscribes again.</summary>
    bool IsLost => false;

    /// <summary>Changes since the start that the driver knows to have lost.</summary>
    long LostChanges => 0;

    /// <summary>The level now; true is high. Must be quick. May be called on any thread, but is never called inside a handler of a change.</summary>
    bool Read();

    /// <summary>
    /// Calls <paramref name="onChange"/> for each change of level from now on, one call at a time and in order, on any thread,
    /// with the time of the change by the sensing clock. The handler is quick and does not throw. Disposing the result ends the
    /// calls; a call that is running may still end. After that the pin can be subscribed to again.
    /// </summary>
    IDisposable Subscribe(Action<PinChange> onChange);
}
