namespace OpcSpaces.Points.Tests;

public class PointMetricTests
{
    [Theory]
    [InlineData("desk/12/occupied", Measurements.Occupancy, MetricNature.Presence, MetricType.Boolean, "")]
    [InlineData("room/1/occupied", Measurements.Occupancy, MetricNature.Presence, MetricType.Boolean, "")]
    [InlineData("room/1/count", Measurements.Occupancy, MetricNature.Presence, MetricType.UInt16, "people")]
    [InlineData("desk/12/power", Measurements.Energy, MetricNature.Gauge, MetricType.Single, "W")]
    [InlineData("meter/3/power", Measurements.Energy, MetricNature.Gauge, MetricType.Single, "W")]
    [InlineData("meter/3/energy", Measurements.Energy, MetricNature.Register, MetricType.UInt64, "Wh")]
    [InlineData("door/1/entry", Measurements.Access, MetricNature.Moment, MetricType.Text, "")]
    [InlineData("door/1/state", Measurements.Access, MetricNature.State, MetricType.Text, "")]
    [InlineData("env/1/co2", Measurements.Environment, MetricNature.Gauge, MetricType.Single, "ppm")]
    [InlineData("env/1/temperature", Measurements.Environment, MetricNature.Gauge, MetricType.Single, "°C")]
    [InlineData("env/1/humidity", Measurements.Environment, MetricNature.Gauge, MetricType.Single, "%RH")]
    public void The_table_says_what_a_metric_means(string name, string measurement, MetricNature nature, MetricType type, string unit)
    {
        var metric = PointMetric.Find(name)!;
        Assert.Equal((measurement, nature, type, unit), (metric.Measurement, metric.Nature, metric.Type, metric.Unit));
        Assert.Equal(name, metric.At(MetricName.Parse(name).Point));
        Assert.Equal(measurement, PointMetric.MeasurementOf(name));
    }

    [Theory]
    [InlineData("env/1/noise", Measurements.Environment)]
    [InlineData("desk/12/height", Measurements.Occupancy)]
    [InlineData("meter/1/voltage", Measurements.Energy)]
    [InlineData("door/1/occupied", Measurements.Access)]
    [InlineData("desk/12", null)]
    [InlineData("desk", null)]
    [InlineData("desks/12/occupied", null)]
    [InlineData("Blower/1/Speed", null)]
    [InlineData("", null)]
    public void A_metric_that_is_not_in_the_table_is_stored_under_its_points_kind_if_there_is_one(string name, string? measurement)
    {
        Assert.Null(PointMetric.Find(name));
        Assert.Equal(measurement, PointMetric.MeasurementOf(name));
    }

    [Fact]
    public void A_metric_is_told_by_name_and_kind_of_point()
    {
        Assert.True(PointMetric.Occupied.Is("desk/7/occupied", PointKind.Desk));
        Assert.False(PointMetric.Occupied.Is("room/7/occupied", PointKind.Desk));
        Assert.False(PointMetric.Occupied.Is("desk/7/power", PointKind.Desk));
        Assert.Same(PointKind.Room, PointKind.Of("room/7"));
        Assert.Null(PointKind.Of("room/"));
        Assert.Null(PointKind.Of("rooms/7"));
    }

    [Theory]
    [InlineData("desk/12/occupied", "desk/12", "occupied")]
    [InlineData("temperature", "temperature", "value")]
    [InlineData("a/", "a/", "value")]
    public void The_last_segment_of_a_name_is_its_metric(string name, string point, string metric) =>
        Assert.Equal(new MetricName(point, metric), MetricName.Parse(name));
}
