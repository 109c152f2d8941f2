using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Tests.Sensing;
using OpcSpaces.Edge.Tests.Sensing.Kinds;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Edge.Trials;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Trials;

/// <summary>Each sensor is tried once, and what it answered is said in words.</summary>
public sealed class SensorTrialsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);
    private readonly FakeTime _time = new();
    private readonly Bench _bench;

    public SensorTrialsTests() => _bench = new Bench(_time);

    private async Task<string[]> TryAsync(params string[] points)
    {
        var trying = new SensorTrials(PointFile.Read(points), _bench, _bench, _time).RunAsync(Limit, CancellationToken.None);
        while (!trying.IsCompleted)
        {
            await Eventually.ThatAsync(() => trying.IsCompleted || _time.ActiveTimers > 0, Eventually.Patience, "the pause between two tries");
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        return [.. (await trying).Select(trial => $"{trial.Sensor}: {(trial.Answered ? "" : "NO ")}{trial.Words}")];
    }

    [Fact]
    public async Task Pins_say_their_level_and_chips_their_reading()
    {
        _bench.Chip.Air = new AirMeasurement(612, 22.13f, 45);
        _bench.Chip.Watts = 111.96;
        _bench.Chip.Millimetres = 640;
        _bench.Chip.Lux = 480.4;
        Assert.Equal(
            [
                "hall/door/1 wiegand: data0Pin 8 is high, data1Pin 9 is high",
                "hall/door/1 doorContact: pin 4 is low",
                "hall/env/1 climate: 612 ppm CO₂, 22.1 °C, 45 %RH",
                "hall/desk/1 powerMonitor: 112 W",
                "hall/desk/2 distance: 640 mm",
                "hall/desk/3 thermal: 22 to 22 °C",
                "hall/env/2 light: 480.4 lx",
            ],
            await TryAsync(
                """{ "point": "door/1", "sensor": "wiegand", "data0Pin": 8, "data1Pin": 9 }""",
                """{ "point": "door/1", "sensor": "doorContact", "pin": 4 }""",
                """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 98 }""",
                """{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ads1115", "bus": "i2c-1", "address": 72 }""",
                """{ "point": "desk/2", "sensor": "distance", "chip": "vl53l0x", "bus": "i2c-1", "address": 41 }""",
                """{ "point": "desk/3", "sensor": "thermal", "chip": "amg8833", "bus": "i2c-1", "address": 105 }""",
                """{ "point": "env/2", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }"""));
    }

    [Fact]
    public async Task The_number_of_a_card_is_not_said()
    {
        _bench.Chip.Card = [0xDE, 0xAD, 0xBE, 0xEF];
        Assert.Equal(["hall/door/1 cardReader: a card is there"], await TryAsync("""{ "point": "door/1", "sensor": "cardReader", "chip": "pn532", "bus": "i2c-1", "address": 36 }"""));
    }

    [Fact]
    public async Task A_chip_that_needs_time_for_its_first_measurement_is_asked_again()
    {
        _bench.Chip.AnswersAfter = 20;
        _bench.Chip.Lux = 5;
        Assert.Equal(["hall/env/2 light: 5 lx"], await TryAsync("""{ "point": "env/2", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }"""));
    }

    [Fact]
    public async Task What_is_wrong_is_said_when_the_time_limit_has_passed()
    {
        const string Light = """{ "point": "env/2", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }""";
        _bench.Chip.IsSilent = true;
        var started = _time.GetUtcNow();
        Assert.Equal(["hall/env/2 light: NO no answer"], await TryAsync(Light));
        Assert.Equal(Limit, _time.GetUtcNow() - started);
        _bench.Chip.Error = new IOException("Error 121: remote I/O");
        Assert.Equal(["hall/env/2 light: NO Error 121: remote I/O"], await TryAsync(Light));
    }

    [Fact]
    public async Task A_pin_or_a_chip_that_the_hardware_does_not_have_does_not_stop_the_others()
    {
        _bench.Missing = new ArgumentException("this machine has no /dev/i2c-1: enable it");
        Assert.Equal(
            ["hall/env/2 light: NO this machine has no /dev/i2c-1: enable it", "hall/desk/1 motion: pin 7 is low"],
            await TryAsync("""{ "point": "env/2", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }""", """{ "point": "desk/1", "sensor": "motion", "pin": 7 }"""));
    }

    [Fact]
    public async Task A_bug_in_a_driver_does_not_stop_the_others()
    {
        _bench.Chip.Error = new FormatException("what?");
        Assert.Equal(
            ["hall/env/2 light: NO a bug in its driver: FormatException: what?", "hall/desk/1 motion: pin 7 is low"],
            await TryAsync("""{ "point": "env/2", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }""", """{ "point": "desk/1", "sensor": "motion", "pin": 7 }"""));
    }

    [Fact]
    public async Task A_value_that_cannot_be_is_called_so()
    {
        _bench.Chip.Air = new AirMeasurement(0, 22, 45);
        _bench.Chip.Watts = double.PositiveInfinity;
        Assert.Equal(
            ["hall/env/1 climate: 0 ppm CO₂, 22 °C, 45 %RH: outside the range of its data sheet", "hall/desk/1 powerMonitor: more than the chip can measure"],
            await TryAsync(
                """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 98 }""",
                """{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ads1115", "bus": "i2c-1", "address": 72 }"""));
    }

    private sealed class Bench(FakeTime time) : IPinController, IBusController
    {
        public FakeChip Chip { get; } = new();

        public Exception? Missing { get; set; }

        // Wiegand lines are high at rest.
        public IInputPin OpenInput(int number) => new FakePin(time, high: number is 8 or 9);

        public TChip Open<TChip>(BusAddress address)
            where TChip : class => Missing is null ? (TChip)(object)Chip : throw Missing;

        public void Dispose()
        {
        }
    }
}
