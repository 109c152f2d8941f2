namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>BME280 with the trimming of the data sheet's example. Measures only while its settings say so; otherwise its data registers rest at 0x80000 and 0x8000 (data sheet, 5.4.8).</summary>
public sealed class Bme280Chip : SimulatedI2c
{
    public const double Percent = 49.5;

    public Bme280Chip()
    {
        Registers[0xD0] = 0x60;
        SetLittle(0x88, 27_504);
        SetLittle(0x8A, 26_435);
        SetLittle(0x8C, -1000);
        Registers[0xA1] = 75;
        SetLittle(0xE1, 362);
        Registers[0xE3] = 0;
        // dig_H4 = 313 and dig_H5 = 50 share a byte.
        Set(0xE4, 313 >> 4, (313 & 0x0F) | ((50 & 0x0F) << 4), 50 >> 4);
        Registers[0xE7] = 30;
    }

    public void LosePower()
    {
        foreach (var register in (int[])[0xF2, 0xF4, 0xF5]) Registers[register] = 0;
    }

    protected override byte RegisterAt(int number)
    {
        var isMeasuring = Registers.GetValueOrDefault(0xF4) >> 5 != 0;
        ReadOnlySpan<byte> data = isMeasuring ? [0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x71, 0x50] : [0x80, 0, 0, 0x80, 0, 0, 0x80, 0];
        return number is >= 0xF7 and <= 0xFE ? data[number - 0xF7] : base.RegisterAt(number);
    }

    private void SetLittle(int register, int value) => Set(register, (byte)value, (byte)(value >> 8));
}
