using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Expanders;

/// <summary>
/// MCP23017, sixteen inputs (data sheet https://ww1.microchip.com/downloads/aemDocuments/documents/APID/ProductDocuments/DataSheets/MCP23017-Data-Sheet-DS20001952.pdf,
/// registers with IOCON.BANK = 0, as after power-on). Own registers and not <c>Iot.Device.Mcp23xxx</c>, because one transfer of eight bytes
/// reads the pull-ups and the levels, so a chip that lost its power, and with it its pull-ups, is noticed before its levels are believed;
/// the binding writes in its constructor and reads levels only.
/// </summary>
internal sealed class Mcp23017(I2cDevice device, ushort pullUps)
{
    private const byte Direction = 0x00;
    private const byte PullUps = 0x0C;

    // GPPUA, GPPUB, INTFA, INTFB, INTCAPA, INTCAPB, GPIOA, GPIOB.
    private const int BlockSize = 8;

    private bool _isSetUp;

    /// <summary>The levels of the sixteen inputs, GPA0 in the lowest bit. Throws <see cref="IOException"/> when the chip does not answer or has lost its settings; these are set again with the next read.</summary>
    public ushort Read()
    {
        if (!_isSetUp) SetUp();
        Span<byte> block = stackalloc byte[BlockSize];
        device.WriteRead([PullUps], block);
        _isSetUp = (block[0] | (block[1] << 8)) == pullUps;
        return _isSetUp ? (ushort)(block[6] | (block[7] << 8)) : throw new IOException("The port expander has lost its settings.");
    }

    private void SetUp()
    {
        device.Write([Direction, 0xFF, 0xFF]);
        device.Write([PullUps, (byte)pullUps, (byte)(pullUps >> 8)]);
        _isSetUp = true;
    }
}
