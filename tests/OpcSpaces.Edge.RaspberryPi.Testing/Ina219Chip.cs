namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>INA219 with its configuration after power-on (data sheet SBOS448, table 4). Its registers have two bytes each.</summary>
public sealed class Ina219Chip : SimulatedI2c
{
    public Ina219Chip()
        : base(registerBytes: 2) => SetWord(0, 0x399F);

    /// <param name="shunt">The register of the shunt: 10 µV for each bit.</param>
    /// <param name="bus">The register of the bus: 4 mV for each bit of the upper thirteen.</param>
    public void See(int shunt, int bus)
    {
        SetWord(2, shunt & 0xFFFF);
        SetWord(4, bus);
    }
}
