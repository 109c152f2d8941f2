namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The seam to the hardware: hands out the inputs of one gateway. Disposing it releases every pin.
/// </summary>
public interface IPinController : IDisposable
{
    /// <summary>
    /// Opens an input, whose level can be read when this returns. Throws <see cref="ArgumentException"/>,
    /// <see cref="InvalidOperationException"/> or <see cref="NotSupportedException"/> for a number that the hardware does not have or
    /// cannot give as an input, and <see cref="TimeoutException"/> when it does not tell the level; a number is opened once.
    /// </summary>
    IInputPin OpenInput(int number);
}
