using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>
/// The seam to chips on I²C and SPI: hands out one sensor per measured quantity. Opening does no I/O beyond the bus's own and
/// throws <see cref="ArgumentException"/> for a chip or a bus that the hardware does not have. A sensor that throws
/// <see cref="IOException"/> or <see cref="TimeoutException"/> when it is read (a chip that does not acknowledge) has not answered,
/// as if it had returned false. Disposing it releases every chip.
/// </summary>
public interface IBusController : IDisposable
{
    IPowerMonitor OpenPowerMonitor(BusAddress address);

    IClimateSensor OpenClimateSensor(BusAddress address);

    ICardReader OpenCardReader(BusAddress address);
}
