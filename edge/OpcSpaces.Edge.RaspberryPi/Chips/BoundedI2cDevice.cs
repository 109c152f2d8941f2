using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>An I²C device whose transfers end at a deadline, for bindings that wait in loops: from the deadline on each transfer throws <see cref="TimeoutException"/>.</summary>
internal sealed class BoundedI2cDevice(I2cDevice device, TimeProvider time, TimeSpan limit) : I2cDevice
{
    private long _started = time.GetTimestamp();

    public override I2cConnectionSettings ConnectionSettings => device.ConnectionSettings;

    /// <summary>The time counts from now.</summary>
    public void Begin() => _started = time.GetTimestamp();

    public override void Read(Span<byte> buffer)
    {
        Check();
        device.Read(buffer);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Check();
        device.Write(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Check();
        device.WriteRead(writeBuffer, readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) device.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        if (time.GetElapsedTime(_started) > limit) throw new TimeoutException($"The chip did not do what it was asked to within {limit.TotalMilliseconds} ms.");
    }
}
