namespace OpcSpaces.CommandLine.Tests;

public class AddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1%2")]
    [InlineData("::ffff:10.0.0.5")]
    public void An_address_with_dots_or_colons_is_one(string text) => Assert.True(IpAddressText.IsAddress(text));

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("localhost")]
    [InlineData("")]
    [InlineData("127.0.0.1 ")]
    public void What_the_parser_would_only_guess_is_not_an_address(string text) => Assert.False(IpAddressText.IsAddress(text));

    [Theory]
    [InlineData("127.0.0.1:1883", "127.0.0.1", 1883)]
    [InlineData("broker.local:1", "broker.local", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    [InlineData("4site.example:1883", "4site.example", 1883)]
    public void A_server_is_a_host_and_a_port(string text, string host, int port)
    {
        Assert.Equal(new HostAndPort(host, port), HostAndPort.Parse(text));
        Assert.Equal(text, new HostAndPort(host, port).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData(":1883")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:+1")]
    [InlineData("a b:1883")]
    [InlineData("1:1883")]
    [InlineData("127.1:1883")]
    [InlineData("0x7f000001:1883")]
    [InlineData("\u001b[31m:1883")]
    public void Everything_else_is_not_a_server(string text) => Assert.Null(HostAndPort.Parse(text));
}
