using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>Hands one agent the chips of a simulated board; they are the board's and outlive the agent.</summary>
internal sealed class SimulatedBuses(SimulatedBoard board) : IBusController
{
    public IPowerMonitor OpenPowerMonitor(BusAddress address) => board.Chip(address);

    public IClimateSensor OpenClimateSensor(BusAddress address) => board.Chip(address);

    public ICardReader OpenCardReader(BusAddress address) => board.Chip(address);

    public void Dispose()
    {
        // Nothing was opened that would have to be closed.
    }
}
