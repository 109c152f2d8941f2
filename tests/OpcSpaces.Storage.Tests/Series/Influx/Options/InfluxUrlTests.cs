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
    }

    [Theory]
    [InlineData("127.0.0.1:8086", "is no address")]
    [InlineData("ftp://host", "is no address")]
    [InlineData("http://user:pass@host", "password")]
    [InlineData("http://host?token=x", "'token'")]
    [InlineData("http://host?db=", "empty database")]
    [InlineData("http://host:8086/house", "http://host:8086?db=house")]
    public void A_faulty_address_is_named(string address, string expected) =>
        Assert.Contains(expected, InfluxUrl.TryApply(address, new InfluxOptions()), StringComparison.Ordinal);
}
