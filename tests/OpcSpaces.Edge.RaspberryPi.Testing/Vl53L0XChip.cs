namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>VL53L0X. Whatever a binding waits for has happened, unless the chip is stuck.</summary>
public sealed class Vl53L0XChip : SimulatedI2c
{
    public Vl53L0XChip() => Registers[0xC0] = 0xEE;

    public bool HasMeasured { get; set; } = true;

    public bool IsStuck { get; set; }

    public void See(int millimetres, int status = 11)
    {
        Registers[0x14] = (byte)(status << 3);
        SetWord(0x14 + 10, millimetres);
        HasMeasured = true;
    }

    protected override byte RegisterAt(int number) => number switch
    {
        0x13 => (byte)(HasMeasured && !IsStuck ? 0x07 : 0x00),
        0x83 => (byte)(IsStuck ? 0x00 : 0x01),
        _ => base.RegisterAt(number),
    };
}
