using Moq;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.RaspberryPi;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Gateway.Tests;

/// <summary>What <c>--check</c> says about sensors, on machines with and without hardware.</summary>
public sealed class SensorCheckTests
{
    private const string File = """
        { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "driver": "gpio" },
          "zones": [ { "id": "hall", "points": [
            { "point": "desk/1", "sensor": "motion", "pin": 4 },
            { "point": "env/1", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": "0x23" } ] } ] }
        """;

    private readonly Mock<IPinController> _pins = new();
    private readonly Mock<IBusController> _buses = new();
    private readonly Mock<ILightSensor> _light = new();

    public SensorCheckTests()
    {
        var pin = new Mock<IInputPin>();
        pin.Setup(it => it.Read()).Returns(true);
        _pins.Setup(it => it.OpenInput(4)).Returns(pin.Object);
        _buses.Setup(it => it.Open<ILightSensor>(It.IsAny<BusAddress>())).Returns(_light.Object);
    }

    private delegate void Measure(out double lux);

    private void Shines(double lux) => _light.Setup(it => it.TryRead(out It.Ref<double>.IsAny)).Callback((Measure)((out double value) => value = lux)).Returns(true);

    private async Task<(int Code, string[] Lines)> CheckAsync(string file = File, bool isThere = true, Exception? error = null)
    {
        using var output = new StringWriter();
        var check = new SensorCheck(() => isThere, (_, _) => error is null ? Task.FromResult(new RaspberryPiHardware(_pins.Object, _buses.Object, null)) : throw error, TimeProvider.System);
        var code = await check.RunAsync(GatewayConfigFile.Parse(file), output, CancellationToken.None);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Each_sensor_says_what_it_answered()
    {
        Shines(480);
        var (code, lines) = await CheckAsync();
        Assert.Equal(["hall/desk/1 motion: pin 4 is high", "hall/env/1 light: 480 lx", "2 of 2 sensors answered."], lines);
        Assert.Equal(0, code);
        _pins.Verify(it => it.Dispose(), Times.Once);
        _buses.Verify(it => it.Dispose(), Times.Once);
    }

    [Fact]
    public async Task A_sensor_that_does_not_answer_is_named_with_its_fault_and_ends_with_1()
    {
        _buses.Setup(it => it.Open<ILightSensor>(It.IsAny<BusAddress>())).Throws(new ArgumentException("this machine has no /dev/i2c-1: enable I²C"));
        var (code, lines) = await CheckAsync();
        Assert.Equal(["hall/desk/1 motion: pin 4 is high", "hall/env/1 light: FAILED: this machine has no /dev/i2c-1: enable I²C", "1 of 2 sensors answered."], lines);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_machine_without_hardware_checks_the_file_only()
    {
        Assert.Equal(0, (await CheckAsync(isThere: false)).Code);
        Assert.Equal(["The sensors were not tried: this machine has no pins and buses."], (await CheckAsync(isThere: false)).Lines);
    }

    [Fact]
    public async Task Simulated_buses_are_tried_also_on_a_machine_without_hardware()
    {
        Shines(480);
        var (code, lines) = await CheckAsync(File.Replace("\"driver\": \"gpio\"", "\"socket\": \"/tmp/s\", \"busSocket\": \"/tmp/b\"", StringComparison.Ordinal), isThere: false);
        Assert.Equal((0, "2 of 2 sensors answered."), (code, lines[^1]));
    }

    [Fact]
    public async Task Signals_that_do_not_answer_are_said_and_end_with_1()
    {
        var (code, lines) = await CheckAsync(error: new TimeoutException("no levels came"));
        Assert.Equal((1, "The sensors were not tried: no levels came"), (code, Assert.Single(lines)));
    }

    [Fact]
    public async Task Hardware_that_cannot_be_used_is_said_and_ends_with_1()
    {
        var (code, lines) = await CheckAsync(error: new NotSupportedException("/dev/gpiochip0 cannot be used"));
        Assert.Equal((1, "The sensors were not tried: /dev/gpiochip0 cannot be used"), (code, Assert.Single(lines)));
    }

    [Fact]
    public async Task With_signals_alone_nothing_is_tried_and_that_is_said()
    {
        var (code, lines) = await CheckAsync("""
            { "group": "hub", "gateway": "gw-1", "dataDirectory": "/data", "pins": { "socket": "/tmp/s" },
              "zones": [ { "id": "hall", "points": [ { "point": "desk/1", "sensor": "motion", "pin": 4 } ] } ] }
            """);
        Assert.Equal((0, "The sensors were not tried: with the driver \"signals\" and without pins.busSocket there is nothing to try."), (code, Assert.Single(lines)));
        _pins.VerifyNoOtherCalls();
    }
}
