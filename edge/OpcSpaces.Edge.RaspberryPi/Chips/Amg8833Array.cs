using System.Device.I2c;
using Iot.Device.Amg88xx;
using OpcSpaces.Edge.Sensing.Thermal;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// AMG8833, 8 × 8 temperatures in steps of 0.25 K (https://industrial.panasonic.com/cdbs/www-data/pdf/ADI8000/ADI8000C66.pdf) by the
/// binding. Guarded: pixels are read by row and column, because the binding's reader by number gives the raw 12 bits without their sign;
/// and a picture of zeros only, which a chip gives before its first one, is no answer.
/// </summary>
internal sealed class Amg8833Array : IThermalArray, IDisposable
{
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
        if (celsius.ContainsAnyExcept(0f)) return true;
        _isSetUp = false;
        return false;
    }

    public void Dispose() => _device.Dispose();
}
