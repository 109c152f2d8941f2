using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>The buses of a gateway that has none: no chip can be opened.</summary>
public sealed class NoBuses : IBusController
{
    public IPowerMonitor OpenPowerMonitor(BusAddress address) => throw NoneAt(address);

    public IClimateSensor OpenClimateSensor(BusAddress address) => throw NoneAt(address);

    public ICardReader OpenCardReader(BusAddress address) => throw NoneAt(address);

    public void Dispose()
    {
    }

    private static ArgumentException NoneAt(BusAddress address) => new($"There is no {address.Chip} at {address.Address} on {address.Bus}: this gateway has no buses.", nameof(address));
}
