namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>One digital input. A driver need not debounce, and need not be perfect: once a minute the level is read, and a change that was not reported is made up for.</summary>
public interface IInputPin
{
    int Number { get; }

    /// <summary>The level now; true is high. Must be quick, and may be called on any thread, also inside a handler.</summary>
    bool Read();

    /// <summary>
    /// Calls <paramref name="onChange"/> for each change of level from now on, one call at a time and in order, on any thread,
    /// with the time of the change by the sensing clock. The handler is quick and does not throw. Disposing the result ends the
    /// calls; a call that is running may still end. After that the pin can be subscribed to again.
    /// </summary>
    IDisposable Subscribe(Action<PinChange> onChange);
}
