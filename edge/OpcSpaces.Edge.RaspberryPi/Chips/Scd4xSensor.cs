using System.Device.I2c;
using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// SCD40 and SCD41 in periodic measurement, one measurement every 5 s (data sheet version 1.4,
/// https://sensirion.com/media/documents/48C4B7FB/64C134E7/Sensirion_SCD4x_Datasheet.pdf, chapter 3). The first read starts the
/// measurements, and so does a read that finds nothing for a quarter of a minute: the chip has lost its power, or was stopped. A wrong
/// checksum is no answer. Own commands and not <c>Iot.Device.Scd4x</c>, because that resets the chip in its constructor and sleeps there
/// for half a second, blocks its bus for up to eleven seconds in a read and then throws an <see cref="Exception"/> that looks like a
/// bug, and gives the old CO₂ again where the checksum is wrong.
/// </summary>
internal sealed class Scd4xSensor(I2cDevice device, ChipClock clock) : IClimateSensor, IDisposable
{
    private const ushort StartPeriodicMeasurement = 0x21B1;
    private const ushort ReadMeasurement = 0xEC05;
    private const ushort StopPeriodicMeasurement = 0x3F86;
    private const ushort GetDataReady = 0xE4B8;
    private static readonly TimeSpan CommandTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private long? _startedStamp, _stoppedStamp;

    public bool TryRead(out AirMeasurement air)
    {
        air = default;
        if (_stoppedStamp is { } stopped)
        {
            if (clock.Time.GetElapsedTime(stopped) < StopTime) return false;
            _stoppedStamp = null;
            Start();
            return false;
        }

        if (!IsReady())
        {
            StartOrStop();
            return false;
        }

        air = Measurement();
        _startedStamp = clock.Time.GetTimestamp();
        return true;
    }

    public void Dispose() => device.Dispose();

    // The 11 lower bits are 0 until there is a measurement that nobody has read.
    private bool IsReady()
    {
        Span<byte> answer = stackalloc byte[Sensirion.WordSize];
        Ask(GetDataReady, answer);
        return (Sensirion.Word(answer) & 0x07FF) != 0;
    }

    private void StartOrStop()
    {
        // An earlier run may have left the chip measuring. Then it refuses this command, which is no answer, and has a measurement the next time.
        if (_startedStamp is not { } started) Start();
        else if (clock.Time.GetElapsedTime(started) > LongestWait)
        {
            // A chip that measures obeys nothing else. It needs half a second, in which other chips can be read.
            Send(StopPeriodicMeasurement);
            _stoppedStamp = clock.Time.GetTimestamp();
        }
    }

    private void Start()
    {
        _startedStamp = clock.Time.GetTimestamp();
        Send(StartPeriodicMeasurement);
    }

    private AirMeasurement Measurement()
    {
        Span<byte> answer = stackalloc byte[3 * Sensirion.WordSize];
        Ask(ReadMeasurement, answer);
        var (co2, temperature, humidity) = (Sensirion.Word(answer), Sensirion.Word(answer[3..]), Sensirion.Word(answer[6..]));
        return new AirMeasurement(co2, (float)(-45 + (175.0 * temperature / 65_535)), (float)(100.0 * humidity / 65_535));
    }

    private void Ask(ushort command, Span<byte> answer)
    {
        Send(command);
        clock.Wait(CommandTime);
        device.Read(answer);
    }

    private void Send(ushort command) => device.Write([(byte)(command >> 8), (byte)command]);
}
