namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>The buses of a gateway that has none: no chip can be opened.</summary>
public sealed class NoBuses : IBusController
{
    public TChip Open<TChip>(BusAddress address)
        where TChip : class =>
        throw new ArgumentException($"There is no {address.Chip} at {address.Address} on {address.Bus}: this gateway has no buses.", nameof(address));

    public void Dispose()
    {
        // Nothing was opened.
    }
}
