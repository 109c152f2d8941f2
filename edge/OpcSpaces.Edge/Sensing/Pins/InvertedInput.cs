namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>An input whose signal is active low: what is low at the pin is high here.</summary>
internal sealed class InvertedInput(IInputPin pin) : IInputPin
{
    public int Number => pin.Number;

    public bool Read() => !pin.Read();

    public IDisposable Subscribe(Action<PinChange> onChange) => pin.Subscribe(change => onChange(change with { High = !change.High }));
}
