namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>One digital input.</summary>
public interface IInputPin
{
    int Number { get; }

    /// <summary>The level now; must be quick.</summary>
    bool Read();

    /// <summary>
    /// Calls <paramref name="onChange"/> for each change of level from now on, one call at a time and in order, on any thread;
    /// the handler is quick and does not throw. Disposing the result ends the calls.
    /// </summary>
    IDisposable Subscribe(Action<PinChange> onChange);
}
