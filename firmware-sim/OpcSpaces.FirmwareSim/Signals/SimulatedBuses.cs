using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>Gives one agent the chips of a simulated board. They belong to the board and outlive the agent.</summary>
internal sealed class SimulatedBuses(SimulatedBoard board) : IBusController
{
    public TChip Open<TChip>(BusAddress address)
        where TChip : class =>
        board.Chip(address) as TChip ?? throw new ArgumentException($"The simulated board has no {typeof(TChip).Name} at {address}.", nameof(address));

    public void Dispose()
    {
        // Nothing to close.
    }
}
