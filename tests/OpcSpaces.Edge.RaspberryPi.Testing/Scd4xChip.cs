using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>SCD4x: measures every 5 s after the start, and refuses any other command than those that the data sheet allows then.</summary>
public sealed class Scd4xChip(TimeProvider time) : SimulatedI2c
{
    private DateTimeOffset? _measuresSince, _readAt;
    private string _command = "";

    // 0x01F4 0x33, 0x6667 0xA2, 0x5EB9 0x3C
    public byte[] Measurement { get; } = [0x01, 0xF4, 0x33, 0x66, 0x67, 0xA2, 0x5E, 0xB9, 0x3C];

    public void Start() => (_measuresSince, _readAt) = (time.GetUtcNow(), null);

    public void LosePower() => _measuresSince = null;

    protected override void OnWrite(ReadOnlySpan<byte> bytes)
    {
        _command = Convert.ToHexString(bytes);
        if (_measuresSince is not null && _command is not ("E4B8" or "EC05" or "3F86")) throw new IOException("Error 121 performing I2C data transfer.");
        if (_command == "21B1") Start();
        if (_command == "3F86") _measuresSince = null;
    }

    protected override void OnRead(Span<byte> bytes)
    {
        if (_command == "EC05")
        {
            _readAt = time.GetUtcNow();
            Measurement.CopyTo(bytes);
            return;
        }

        var isReady = _measuresSince is { } since && time.GetUtcNow() - (_readAt ?? since) >= TimeSpan.FromSeconds(5);
        ReadOnlySpan<byte> word = isReady ? [0x80, 0x06] : [0x80, 0x00];
        word.CopyTo(bytes);
        bytes[2] = Sensirion.Crc(word);
    }
}
