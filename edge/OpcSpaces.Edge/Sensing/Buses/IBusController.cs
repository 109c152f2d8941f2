namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>
/// The seam to chips on I²C and SPI. A driver implements it, and hands out each chip as the interface of the sensor that uses it
/// (<c>IPowerMonitor</c>, <c>IClimateSensor</c>, <c>ICardReader</c>, <c>IDistanceSensor</c>, <c>IThermalArray</c>,
/// <c>ILightSensor</c>). Chips of one bus, and of the channels of its multiplexers, are read one at a time and by one thread;
/// chips of different buses may be read at the same time. A chip's read that throws <see cref="IOException"/> or
/// <see cref="TimeoutException"/> (the chip does not acknowledge) counts as no answer, as if it had returned false. A read may
/// block as long as a bus transfer takes. Disposing the controller releases every chip; it is called once, after the last read.
/// </summary>
public interface IBusController : IDisposable
{
    /// <summary>
    /// Opens a chip. Transfers nothing that a missing chip could fail: a chip that does not answer is a fault of the running
    /// sensor and not of the configuration. Throws <see cref="ArgumentException"/>, <see cref="InvalidOperationException"/> or
    /// <see cref="NotSupportedException"/> for a bus that the hardware does not have, and for a chip that is unknown or cannot be
    /// read as a <typeparamref name="TChip"/>. Each address is opened once; a chip with several inputs once for each input.
    /// </summary>
    TChip Open<TChip>(BusAddress address)
        where TChip : class;
}
