using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>One poller for each bus that a gateway has chips on.</summary>
internal sealed class BusPollers(IBusController buses, TimeProvider time, ILogger? logger = null) : IDisposable
{
    private readonly Dictionary<string, BusPoller> _pollers = [];

    public IBusController Buses => buses;

    public void Add(string bus, IPolled chip)
    {
        if (!_pollers.TryGetValue(bus, out var poller)) _pollers[bus] = poller = new BusPoller(time, logger);
        poller.Add(chip);
    }

    public void Dispose()
    {
        foreach (var poller in _pollers.Values) poller.Dispose();
    }
}
