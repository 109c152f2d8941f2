using OpcSpaces.Projections.Batches;
using OpcSpaces.Projections.Series;

namespace OpcSpaces.Projections.Tests.Series;

public sealed class MeasurementOfTests
{
    [Theory]
    [InlineData("desk/12/occupied", "occupancy")]
    [InlineData("desk/12/power", "energy")]
    [InlineData("room/1/occupied", "occupancy")]
    [InlineData("room/1/count", "occupancy")]
    [InlineData("meter/3/energy", "energy")]
    [InlineData("meter/3/power", "energy")]
    [InlineData("door/1/entry", "access")]
    [InlineData("door/1/state", "access")]
    [InlineData("env/1/co2", "environment")]
    [InlineData("env/1/temperature", "environment")]
    [InlineData("env/1/humidity", "environment")]
    [InlineData("Health/Cpu", "gateway")]
    [InlineData("desk/12", null)]
    [InlineData("desk", null)]
    [InlineData("Blower/1/Speed", null)]
    [InlineData("", null)]
    public void The_first_word_of_a_name_says_its_measurement(string name, string? measurement) =>
        Assert.Equal(measurement, MeasurementOf.Metric(name));

    [Theory]
    [InlineData("desk/12/occupied", "desk/12", "occupied")]
    [InlineData("temperature", "temperature", "value")]
    [InlineData("a/", "a/", "value")]
    public void The_last_word_of_a_name_is_its_field(string name, string point, string field) =>
        Assert.Equal((point, field), MetricName.Split(name));
}
