using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>Gives one agent the chips of a simulated board. They belong to the board and outlive the agent.</summary>
internal sealed class SimulatedBuses(SimulatedBoard board) : IBusController
{
    public IPowerMonitor OpenPowerMonitor(BusAddress address) => board.Chip(address);

    public IClimateSensor OpenClimateSensor(BusAddress address) => board.Chip(address);

    public ICardReader OpenCardReader(BusAddress address) => board.Chip(address);

    public void Dispose()
    {
        // Nothing to close.
    }
}
