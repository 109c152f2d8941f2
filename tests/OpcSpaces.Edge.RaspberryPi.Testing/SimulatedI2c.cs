using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>
/// A chip on a simulated I²C bus: the first written byte (or two) selects a register, further ones go into it and those behind it, and
/// reads begin there. A test replaces what it needs otherwise. Notes every write.
/// </summary>
/// <param name="addressBytes">The bytes that select a register.</param>
/// <param name="registerBytes">The bytes of each register; <see cref="Registers"/> counts bytes.</param>
public class SimulatedI2c(int addressBytes = 1, int registerBytes = 1) : I2cDevice
{
    private int _selected;

    public Dictionary<int, byte> Registers { get; } = [];

    /// <summary>Every write as hexadecimal digits.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>The number of transfers so far.</summary>
    public int Transfers { get; private set; }

    /// <summary>The chip does not acknowledge.</summary>
    public bool IsGone { get; set; }

    /// <summary>The transfer after so many fails, once.</summary>
    public int? FailsAfter { get; set; }

    /// <summary>Called before each transfer.</summary>
    public Action? OnTransfer { get; set; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x40);

    public void Set(int register, params ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++) Registers[register + i] = bytes[i];
    }

    /// <summary>Most significant byte first.</summary>
    public void SetWord(int register, int value) => Set(register, (byte)(value >> 8), (byte)value);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Begin();
        Writes.Add(Convert.ToHexString(buffer));
        OnWrite(buffer);
    }

    public override void Read(Span<byte> buffer)
    {
        Begin();
        OnRead(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    protected virtual void OnWrite(ReadOnlySpan<byte> bytes)
    {
        _selected = registerBytes * (addressBytes == 2 ? (bytes[0] << 8) | bytes[1] : bytes[0]);
        for (var i = addressBytes; i < bytes.Length; i++) Registers[_selected + i - addressBytes] = bytes[i];
    }

    protected virtual void OnRead(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] = RegisterAt(_selected + i);
    }

    protected virtual byte RegisterAt(int number) => Registers.GetValueOrDefault(number);

    private void Begin()
    {
        OnTransfer?.Invoke();
        Transfers++;
        if (IsGone) throw new IOException("Error 121 performing I2C data transfer.");
        if (FailsAfter is { } left && Transfers > left)
        {
            FailsAfter = null;
            throw new IOException("Error 5 performing I2C data transfer.");
        }
    }
}
