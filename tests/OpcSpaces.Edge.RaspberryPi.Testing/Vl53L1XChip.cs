namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>VL53L1X: its identification, a firmware that has started, and one measurement with its status.</summary>
public sealed class Vl53L1XChip : SimulatedI2c
{
    private const int State = 0x0031;
    private byte _state;

    public Vl53L1XChip()
        : base(addressBytes: 2)
    {
        Set(0x010F, 0xEA, 0xCC);
        Registers[0x00E5] = 0x03;
    }

    /// <summary>A measurement is there.</summary>
    public bool HasMeasured { set => _state = (byte)(value ? 0x03 : 0x02); }

    public void See(int millimetres, byte status = 9)
    {
        SetWord(0x0096, millimetres);
        Registers[0x0089] = status;
        HasMeasured = true;
    }

    // The second bit of the state is always set; the first one says that a measurement is there. A write of the settings does not change the state.
    protected override byte RegisterAt(int number) => number == State ? _state : base.RegisterAt(number);
}
