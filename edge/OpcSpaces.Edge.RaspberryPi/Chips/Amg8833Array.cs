using System.Device.I2c;
using Iot.Device.Amg88xx;
using OpcSpaces.Edge.Sensing.Thermal;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// AMG8833, 8 × 8 temperatures in steps of 0.25 K (https://industrial.panasonic.com/cdbs/www-data/pdf/ADI8000/ADI8000C66.pdf) by the
/// binding. Guarded: pixels are read by row and column, because the binding's reader by number gives the raw 12 bits without their sign;
/// and a picture of zeros only, which a chip gives before its first one, is no answer. The thermistor beside the pixels is read with each
/// picture: it is within its range, and not at exactly 0 °C, in a chip that works.
/// </summary>
internal sealed class Amg8833Array : IThermalArray, IDisposable
{
    private const byte Thermistor = 0x0E;

    // The range of the thermistor, in steps of 0.0625 K above and below 0 °C: -20 to 80 °C.
    private const int Warmest = 80 * 16;
    private const int Coldest = 20 * 16;

    private readonly I2cDevice _device;
    private readonly Amg88xx _binding;
    private bool _isSetUp;

    public Amg8833Array(I2cDevice device)
    {
        // This constructor transfers nothing.
        (_device, _binding) = (device, new Amg88xx(device));
    }

    public bool TryRead(Span<float> celsius)
    {
        if (!_isSetUp)
        {
            // Another program may have sent it to sleep.
            _binding.OperatingMode = OperatingMode.Normal;
            _isSetUp = true;
        }

        _binding.ReadImage();
        for (var i = 0; i < celsius.Length; i++) celsius[i] = (float)_binding[i % Amg88xx.Width, i / Amg88xx.Width].DegreesCelsius;
        _isSetUp = celsius.ContainsAnyExcept(0f);
        if (_isSetUp) CheckThermistor();
        return _isSetUp;
    }

    // Sign and magnitude: bit 11, and the eleven bits below.
    private void CheckThermistor()
    {
        Span<byte> bytes = stackalloc byte[2];
        _device.WriteRead([Thermistor], bytes);
        var bits = bytes[0] | (bytes[1] << 8);
        var magnitude = bits & 0x7FF;
        if (magnitude == 0 || magnitude > ((bits & 0x800) == 0 ? Warmest : Coldest))
            throw new IOException($"Its thermistor reads as 0x{bits:X4}, which is no temperature: the bus is shorted or not driven.");
    }

    public void Dispose() => _device.Dispose();
}
