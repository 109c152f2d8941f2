using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>The chips of a recording, each at the address that is its column's number.</summary>
internal sealed class RecordedBus(IReadOnlyDictionary<int, RecordedChip> chips) : IBusController
{
    public TChip Open<TChip>(BusAddress address)
        where TChip : class => chips[address.Address] as TChip ?? throw new ArgumentException($"A recording has no {typeof(TChip).Name}.", nameof(address));

    public void Dispose()
    {
        // Nothing to close.
    }
}
