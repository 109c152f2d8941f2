namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// A binding of Iot.Device.Bindings that transfers in its constructor. It is made with the first read, and again after a read that
/// failed: the chip may have lost its power and with it what the constructor had set. Used by one thread at a time.
/// </summary>
internal sealed class LazyBinding<T>(Func<T> make)
    where T : class
{
    private T? _made;

    /// <summary>Uses the binding; what it throws is passed on.</summary>
    public TResult Use<TResult>(Func<T, TResult> use)
    {
        try
        {
            return use(_made ??= make());
        }
        catch
        {
            _made = null;
            throw;
        }
    }

    /// <summary>The next use makes a new one.</summary>
    public void Forget() => _made = null;
}
