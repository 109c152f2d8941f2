using System.Device.I2c;
using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary><c>/dev/i2c-N</c> and <c>/dev/spidevN.C</c>.</summary>
internal sealed class LinuxBusDevices : IBusDevices
{
    public I2cDevice OpenI2c(int bus, int address) =>
        Open($"/dev/i2c-{bus}", "enable I²C with \"sudo raspi-config nonint do_i2c 0\"", () => I2cDevice.Create(new I2cConnectionSettings(bus, address)));

    public SpiDevice OpenSpi(int bus, int chipSelect, int clockHertz) => Open(
        $"/dev/spidev{bus}.{chipSelect}",
        "enable SPI with \"sudo raspi-config nonint do_spi 0\"",
        () => SpiDevice.Create(new SpiConnectionSettings(bus, chipSelect) { ClockFrequency = clockHertz, Mode = SpiMode.Mode0 }));

    private static T Open<T>(string path, string fix, Func<T> open)
    {
        if (!File.Exists(path)) throw new ArgumentException($"this machine has no {path}: {fix}");
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotSupportedException($"{path} cannot be used: {e.Message} (is the user in the groups i2c and spi?)", e);
        }
    }
}
