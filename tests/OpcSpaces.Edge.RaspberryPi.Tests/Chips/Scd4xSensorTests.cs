using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Chips;

/// <summary>SCD4x, with the example of its data sheet (3.5.2: 500 ppm, 25 °C, 37 %RH), and everything for which a bus must not wait.</summary>
public sealed class Scd4xSensorTests
{
    private readonly FakeTime _time = new();
    private readonly Chip _chip;
    private readonly Scd4xSensor _sensor;

    public Scd4xSensorTests()
    {
        _chip = new Chip(_time);
        _sensor = new Scd4xSensor(_chip, new ChipClock(_time, _ => { }));
    }

    private bool TryRead() => _sensor.TryRead(out _);

    private AirMeasurement Read() => _sensor.TryRead(out var air) ? air : throw new InvalidOperationException("It has no measurement.");

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_example_of_the_data_sheet()
    {
        Assert.False(TryRead());
        Seconds(5);
        var air = Read();
        Assert.Equal((500f, 25f, 37f), (air.Co2Ppm!.Value, MathF.Round(air.TemperatureCelsius!.Value, 1), MathF.Round(air.HumidityPercent!.Value, 1)));
        Assert.Equal(["E4B8", "21B1", "E4B8", "EC05"], _chip.Writes);
    }

    [Fact]
    public void The_constructor_transfers_nothing() => Assert.Equal(0, _chip.Transfers);

    [Fact]
    public void A_chip_without_a_new_measurement_is_no_answer_and_nobody_waits()
    {
        TryRead();
        Seconds(5);
        Assert.True(TryRead());
        Seconds(1);
        Assert.False(TryRead());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_wrong_checksum_is_no_answer_and_never_the_value_before(int damaged)
    {
        TryRead();
        Seconds(5);
        Read();
        Seconds(5);
        _chip.Measurement[damaged] ^= 0x01;
        Assert.Throws<IOException>(() => TryRead());
    }

    [Fact]
    public void A_chip_that_measures_since_an_earlier_run_is_read_at_once()
    {
        _chip.Start();
        Seconds(60);
        Assert.Equal(500f, Read().Co2Ppm);
    }

    [Fact]
    public void A_chip_that_refuses_the_start_because_it_measures_already_is_no_answer_once()
    {
        _chip.Start();
        Assert.Throws<IOException>(() => TryRead());
        Seconds(5);
        Assert.True(TryRead());
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_started_again()
    {
        TryRead();
        Seconds(5);
        Read();
        _chip.LosePower();
        Seconds(20);
        Assert.False(TryRead());
        Seconds(1);
        Assert.False(TryRead());
        Seconds(5);
        Assert.Equal(500f, Read().Co2Ppm);
        Assert.Contains("3F86", _chip.Writes);
    }

    [Fact]
    public void A_chip_that_is_gone_is_no_answer()
    {
        _chip.IsGone = true;
        Assert.Throws<IOException>(() => TryRead());
        _chip.IsGone = false;
        TryRead();
        Seconds(5);
        Assert.True(TryRead());
    }

    // Measures every 5 s after the start, and refuses any other command than those that the data sheet allows then.
    private sealed class Chip(FakeTime time) : SimulatedI2c
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
}
