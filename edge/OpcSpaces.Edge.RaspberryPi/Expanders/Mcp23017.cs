using System.Device.I2c;
using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Expanders;

/// <summary>
/// MCP23017, sixteen inputs (data sheet https://ww1.microchip.com/downloads/aemDocuments/documents/APID/ProductDocuments/DataSheets/MCP23017-Data-Sheet-DS20001952.pdf,
/// registers with IOCON.BANK = 0, as after power-on). Own registers and not <c>Iot.Device.Mcp23xxx</c>, because one transfer of ten bytes
/// reads the configuration, the pull-ups and the levels. So a chip that lost its power, and with it its pull-ups, and a bus that reads as
/// all 0 or all 1 are noticed before the levels are believed; the binding writes in its constructor and reads levels only.
/// </summary>
internal sealed class Mcp23017(I2cDevice device, ushort pullUps)
{
    private const byte Direction = 0x00;
    private const byte Configuration = 0x0A;

    // MIRROR: both interrupt outputs are one, which nobody uses. Set because the configuration would be all 0 otherwise (register 3-6).
    private const byte Mirror = 0x40;

    // IOCON twice, GPPUA, GPPUB, INTFA, INTFB, INTCAPA, INTCAPB, GPIOA, GPIOB.
    private const int BlockSize = 10;

    private bool _isSetUp;

    /// <summary>The levels of the sixteen inputs, GPA0 in the lowest bit. Throws <see cref="IOException"/> when the chip does not answer or does not hold its settings; these are set again with the next read.</summary>
    public ushort Read()
    {
        if (!_isSetUp) SetUp();
        Span<byte> block = stackalloc byte[BlockSize];
        device.WriteRead([Configuration], block);
        _isSetUp = false;
        KnownRegister.Check("IOCON", block[0], Mirror);
        KnownRegister.Check("GPPU", block[2] | (block[3] << 8), pullUps);
        _isSetUp = true;
        return (ushort)(block[8] | (block[9] << 8));
    }

    private void SetUp()
    {
        // Inputs (IODIR) that are not inverted (IPOL), without interrupts (GPINTEN).
        device.Write([Direction, 0xFF, 0xFF, 0, 0, 0, 0]);
        device.Write([Configuration, Mirror, Mirror, (byte)pullUps, (byte)(pullUps >> 8)]);
        _isSetUp = true;
    }
}
