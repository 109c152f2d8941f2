using Microsoft.Extensions.Options;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Tests.Series.Influx.Options;

public sealed class InfluxUrlTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8086", "http://127.0.0.1:8086 V1  opcspaces")]
    [InlineData("http://127.0.0.1:8086/?db=house%201", "http://127.0.0.1:8086 V1  house 1")]
    [InlineData("https://influx.example/prefix/?org=o%26o&bucket=b", "https://influx.example/prefix V2 o&o b")]
    [InlineData("http://victoria:8428?bucket=x", "http://victoria:8428 V2  x")]
    public void An_address_says_everything_about_a_target(string address, string expected)
    {
        var options = new InfluxOptions();
        Assert.Null(InfluxUrl.TryApply(address, options));
        Assert.Equal(expected, $"{options.Url} {options.Api} {options.Organization} {options.Database}");
        Assert.Equal((InfluxWriter.Own, InfluxReader.InfluxQl, 0), (options.Writer, options.Reader, options.RetentionDays));
    }

    [Theory]
    [InlineData("https://h?org=o&bucket=b&writer=client", InfluxWriter.Client, InfluxReader.InfluxQl, 0)]
    [InlineData("https://h?writer=own&bucket=b&reader=flux&retentionDays=400", InfluxWriter.Own, InfluxReader.Flux, 400)]
    [InlineData("http://h?db=d&writer=own&reader=influxql&retentionDays=36500", InfluxWriter.Own, InfluxReader.InfluxQl, 36_500)]
    public void An_address_chooses_writer_reader_and_retention(string address, InfluxWriter writer, InfluxReader reader, int days)
    {
        var options = new InfluxOptions();
        Assert.Null(InfluxUrl.TryApply(address, options));
        Assert.Equal((writer, reader, days), (options.Writer, options.Reader, options.RetentionDays));
    }

    [Theory]
    [InlineData("127.0.0.1:8086", "is not an address")]
    [InlineData("ftp://host", "is not an address")]
    [InlineData("http://user:pass@host", "password")]
    [InlineData("http://host?token=x", "the option 'token' does not exist; allowed are db (1.x), or org and bucket (2.x, 3.x); with either: writer, reader, retentionDays")]
    [InlineData("http://host?db=", "must not be empty")]
    [InlineData("http://host:8086/house", "http://host:8086?db=house")]
    [InlineData("http://host?db=a&db=b", "'db' is given twice")]
    [InlineData("http://host?db=a&bucket=b", "has both db (1.x) and bucket or org")]
    [InlineData("http://host?bucket=b&writer=fast", "writer 'fast' must be own or client")]
    [InlineData("http://host?bucket=b&reader=sql", "reader 'sql' must be influxql or flux")]
    [InlineData("http://host?bucket=b&retentionDays=-1", "retentionDays '-1' must be a whole number")]
    [InlineData("http://host?bucket=b&retentionDays=40000", "retentionDays '40000' must be a whole number")]
    [InlineData("http://host?db=d&writer=client", "writer=client needs bucket=BUCKET")]
    [InlineData("http://host?db=d&reader=flux", "reader=flux needs bucket=BUCKET")]
    public void A_faulty_address_is_named(string address, string expected) =>
        Assert.Contains(expected, InfluxUrl.TryApply(address, new InfluxOptions()), StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_range_are_refused_with_every_fault_at_once()
    {
        var options = new InfluxOptions
        {
            Url = "host:8086",
            PositionPath = "p",
            BatchPoints = 0,
            TimeoutMs = 1,
            Writer = InfluxWriter.Client,
            Retry = new() { FirstDelayMs = 0 },
        };
        var faults = string.Join('\n', Assert.Throws<OptionsValidationException>(() => InfluxOptionsValidator.Check(options)).Failures);
        foreach (var name in (string[])["BatchPoints", "TimeoutMs", "FirstDelayMs", "Url 'host:8086'", "writer=client"])
            Assert.Contains(name, faults, StringComparison.Ordinal);
    }
}
