using System.Net;
using OpcSpaces.Api.RateLimits;

namespace OpcSpaces.Api.Tests.RateLimits;

public class ClientNetworkTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002/64")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002/64")]
    public void Addresses_of_one_owner_are_one_network(string address, string network) => Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));
}
