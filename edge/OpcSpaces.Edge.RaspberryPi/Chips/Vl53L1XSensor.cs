using System.Buffers.Binary;
using System.Device.I2c;
using OpcSpaces.Edge.Sensing.Distance;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// VL53L1X (https://www.st.com/resource/en/datasheet/vl53l1x.pdf), which measures without a pause up to 4 m. The register values are
/// those of ST's ultra lite driver (STSW-IMG009). Own registers and not <c>Iot.Device.Vl53L1X</c>, because that takes a chip that has
/// measured nothing for one that has (it compares a byte with 0 whose second bit is always set), never waits for the first measurement
/// although it means to, and throws an <see cref="Exception"/> that looks like a bug for a status that it does not know. The number of the
/// model is read with each measurement: all 1 would be an empty view.
/// </summary>
internal sealed class Vl53L1XSensor(I2cDevice device, ChipClock clock) : IDistanceSensor, IDisposable
{
    private const ushort LoopBound = 0x0008;
    private const ushort StartCondition = 0x000B;
    private const ushort Settings = 0x002D;
    private const ushort InterruptState = 0x0031;
    private const ushort InterruptClear = 0x0086;
    private const ushort Mode = 0x0087;
    private const ushort RangeStatus = 0x0089;
    private const ushort Distance = 0x0096;
    private const ushort BootState = 0x00E5;
    private const ushort ModelId = 0x010F;
    private const byte Ranging = 0x40;

    // Statuses of the measurement: 9 is valid; 1 to 3 are faults of the chip itself.
    private const int Valid = 9;
    private static readonly TimeSpan LongestMeasurement = TimeSpan.FromSeconds(1);

    // The driver's defaults from 0x2D to 0x87. The second and third byte say that the lines are pulled up to the chip's supply, as on the usual modules, and not to 1.8 V.
    private static ReadOnlySpan<byte> DefaultSettings =>
    [
        0x00, 0x01, 0x01, 0x01, 0x02, 0x00, 0x02, 0x08, 0x00, 0x08, 0x10, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x00, 0x0F, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x20, 0x0B, 0x00, 0x00, 0x02, 0x0A, 0x21, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x00, 0xC8, 0x00, 0x00, 0x38, 0xFF, 0x01, 0x00,
        0x08, 0x00, 0x00, 0x01, 0xCC, 0x0F, 0x01, 0xF1, 0x0D, 0x01, 0x68, 0x00, 0x80, 0x08, 0xB8, 0x00, 0x00, 0x00, 0x00, 0x0F, 0x89, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x0F, 0x0D, 0x0E, 0x0E, 0x00, 0x00, 0x02, 0xC7, 0xFF, 0x9B, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00,
    ];

    private Phase _phase;
    private long _startedStamp;

    private enum Phase
    {
        Unknown,
        Calibrating,
        Measuring,
    }

    public bool TryRead(out int? millimetres)
    {
        try
        {
            return Step(out millimetres);
        }
        catch
        {
            // It may have lost its power, and with it its settings.
            _phase = Phase.Unknown;
            throw;
        }
    }

    public void Dispose() => device.Dispose();

    private bool Step(out int? millimetres)
    {
        millimetres = null;
        if (_phase == Phase.Unknown)
        {
            SetUp();
            return false;
        }

        if ((Read(InterruptState) & 1) == 0)
        {
            if (clock.Time.GetElapsedTime(_startedStamp) > LongestMeasurement) throw new IOException("The chip has stopped measuring; it is set up again with the next read.");
            return false;
        }

        if (_phase == Phase.Calibrating)
        {
            FinishCalibration();
            return false;
        }

        millimetres = Measurement();
        CheckModel();
        Write(InterruptClear, 0x01);
        _startedStamp = clock.Time.GetTimestamp();
        return true;
    }

    private void SetUp()
    {
        CheckModel();
        if ((Read(BootState) & 1) == 0) throw new IOException("The chip has not started yet.");
        Span<byte> settings = stackalloc byte[2 + DefaultSettings.Length];
        BinaryPrimitives.WriteUInt16BigEndian(settings, Settings);
        DefaultSettings.CopyTo(settings[2..]);
        device.Write(settings);
        Start(Phase.Calibrating);
    }

    private void CheckModel()
    {
        if (ReadWord(ModelId) is var model and not (0xEACC or 0xEEAC)) throw new IOException($"Its model id reads as 0x{model:X4}: the chip is no VL53L1X, or the bus is shorted or not driven.");
    }

    // The first measurement adjusts the chip to its temperature. Later ones begin with what it found.
    private void FinishCalibration()
    {
        Write(InterruptClear, 0x01);
        Write(Mode, 0x00);
        Write(LoopBound, 0x09);
        Write(StartCondition, 0x00);
        Start(Phase.Measuring);
    }

    private void Start(Phase phase)
    {
        Write(Mode, Ranging);
        (_phase, _startedStamp) = (phase, clock.Time.GetTimestamp());
    }

    private int? Measurement() => (Read(RangeStatus) & 0x1F) switch
    {
        Valid => ReadWord(Distance),
        1 or 2 or 3 => throw new IOException("The chip reports a fault of its laser or its detector."),
        _ => null,
    };

    private byte Read(ushort register)
    {
        Span<byte> value = stackalloc byte[1];
        device.WriteRead([(byte)(register >> 8), (byte)register], value);
        return value[0];
    }

    private ushort ReadWord(ushort register)
    {
        Span<byte> value = stackalloc byte[2];
        device.WriteRead([(byte)(register >> 8), (byte)register], value);
        return BinaryPrimitives.ReadUInt16BigEndian(value);
    }

    private void Write(ushort register, byte value) => device.Write([(byte)(register >> 8), (byte)register, value]);
}
