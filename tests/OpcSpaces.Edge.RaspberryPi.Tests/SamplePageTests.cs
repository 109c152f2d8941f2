using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests;

/// <summary>The page for newcomers: its configuration is read, its picture shows the same pins, and its list of chips is complete.</summary>
public sealed partial class SamplePageTests
{
    private static readonly string Room = Path.Combine(ProductBinary.RepositoryRoot, "edge", "OpcSpaces.Edge.RaspberryPi");

    private static GatewayConfig Sample => GatewayConfigFile.Read(Path.Combine(Room, "gateway.sample.jsonc"));

    [Fact]
    public void The_sample_configuration_has_no_faults_and_uses_the_driver_of_this_room()
    {
        Assert.Equal(PinsConfig.Gpio, Sample.Pins.Driver);
        Assert.Equal(8, Sample.Zones.Sum(zone => zone.Points.Count));
    }

    [Fact]
    public void The_picture_shows_every_pin_of_the_sample_as_used()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var picture = XDocument.Load(Path.Combine(Room, "wiring.svg")).Root!;
        // Unused pins are grey.
        var used = picture.Elements(svg + "text").Where(text => (string?)text.Attribute("fill") == "#222").Select(text => GpioNumber().Match(text.Value)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan)).ToList();
        Assert.Equal([2, 3, 8, 9, 10, 11, .. Sample.ChoosePulls().Keys.Order()], used.Order());
    }

    [Fact]
    public void Every_chip_and_every_sensor_of_the_sample_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Room, "README.md"));
        foreach (var point in Sample.Zones.SelectMany(zone => zone.Points.Select(point => $"{zone.Id}/{point.Point} {point.Sensor}:")))
            Assert.Contains(point, page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_of_the_page_use_the_port_of_the_sample()
    {
        var page = File.ReadAllText(Path.Combine(Room, "README.md"));
        Assert.Contains($"\n    cloud/run --no-sim --broker-listen 0.0.0.0 --broker-port {Sample.Broker.Port}\n", page, StringComparison.Ordinal);
        Assert.Contains($"\n    mosquitto_sub -p {Sample.Broker.Port} ", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("^GPIO ([0-9]+)")]
    private static partial Regex GpioNumber();
}
