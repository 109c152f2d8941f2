namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The seam to the pins of one gateway: a driver implements it. All inputs are opened while the agent starts, on one thread.
/// Disposing the controller releases every pin and ends all calls; it is called once, after every subscription has been disposed.
/// </summary>
public interface IPinController : IDisposable
{
    /// <summary>
    /// Opens an input. Its level can be read when this returns. Each number is opened once. Throws <see cref="ArgumentException"/>,
    /// <see cref="InvalidOperationException"/> or <see cref="NotSupportedException"/> for a number that the hardware does not have
    /// or cannot use as an input (a fault of the configuration: the agent ends with code 2), and <see cref="TimeoutException"/>
    /// when the level cannot be read in time (the agent ends with code 1 and is started again).
    /// </summary>
    IInputPin OpenInput(int number);
}
