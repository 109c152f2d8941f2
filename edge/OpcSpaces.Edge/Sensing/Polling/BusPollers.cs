using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>One poller for each bus that a gateway has chips on.</summary>
internal sealed class BusPollers(IBusController buses, TimeProvider time, ILogger? logger = null) : IDisposable
{
    private readonly Dictionary<string, BusPoller> _pollers = [];

    /// <summary>Opens a chip, as <see cref="IBusController.Open"/> does.</summary>
    public TChip Open<TChip>(BusAddress address)
        where TChip : class => buses.Open<TChip>(address);

    /// <summary>Polls a chip of this bus from now on. The channels of a multiplexer share the wires of its bus, and its poller.</summary>
    public void Add(string bus, IPolled chip)
    {
        bus = BusAddress.RootOf(bus);
        if (!_pollers.TryGetValue(bus, out var poller)) _pollers[bus] = poller = new BusPoller(time, logger);
        poller.Add(chip);
    }

    public void Dispose()
    {
        foreach (var poller in _pollers.Values) poller.Dispose();
    }
}
