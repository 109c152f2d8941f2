namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>
/// The seam to the hardware: hands out the inputs of one gateway. Disposing it releases every pin.
/// </summary>
public interface IPinController : IDisposable
{
    /// <summary>Opens an input. Throws <see cref="ArgumentOutOfRangeException"/> for a number that the hardware does not have; a number is opened once.</summary>
    IInputPin OpenInput(int number);
}
