namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>An MFRC522 on I²C: addresses without further bits, and one register for all bytes of a transfer.</summary>
public sealed class Mfrc522I2c(SimulatedMfrc522 chip) : SimulatedI2c
{
    private int _register;

    protected override void OnWrite(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] > 0x3F) throw new InvalidOperationException($"An MFRC522 has no register {bytes[0]:X2} on I²C.");
        _register = bytes[0];
        foreach (var value in bytes[1..]) chip.Write(_register, value);
    }

    protected override void OnRead(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] = chip.Read(_register);
    }
}
