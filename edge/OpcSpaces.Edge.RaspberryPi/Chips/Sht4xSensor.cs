using System.Device.I2c;
using Iot.Device.Sht4x;
using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// SHT40, SHT41 and SHT45 (https://sensirion.com/media/documents/33FD6951/67EB9032/HT_DS_Datasheet_SHT4x_5.pdf) by the binding.
/// Guarded: the binding resets the chip in its constructor, so it is made with the first read; and a wrong checksum, for which the
/// binding gives no value, is no answer. One measurement takes 9 ms.
/// </summary>
internal sealed class Sht4xSensor : IClimateSensor, IDisposable
{
    private readonly I2cDevice _device;
    private readonly LazyBinding<Sht4x> _binding;

    public Sht4xSensor(I2cDevice device)
    {
        _device = device;
        _binding = new LazyBinding<Sht4x>(() => new Sht4x(device));
    }

    public bool TryRead(out AirMeasurement air)
    {
        var (humidity, temperature) = _binding.Use(binding => binding.ReadHumidityAndTemperature());
        if (humidity is null || temperature is null) throw new IOException("The checksum of the answer is wrong.");
        air = new AirMeasurement(null, (float)temperature.Value.DegreesCelsius, (float)humidity.Value.Percent);
        return true;
    }

    public void Dispose() => _device.Dispose();
}
