using System.Net;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Tests.Sending;

public class ReceiverPolicyTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("114.114.114.114", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("64:ff9b::808:808", true)] // 8.8.8.8 behind NAT64
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.100.100.200", false)] // metadata of Alibaba Cloud
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("168.63.129.16", false)] // Azure's own
    [InlineData("169.254.169.254", false)] // metadata of most clouds
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)] // 6to4 of 127.0.0.1
    [InlineData("2001::1", false)] // Teredo
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)] // metadata of AWS
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_public_addresses_are_reached(string address, bool isPublic)
    {
        var policy = new ReceiverPolicy(new NoticesOptions());
        Assert.Equal(isPublic, policy.Allows("hooks.example.org", IPAddress.Parse(address), isEncrypted: true));
        Assert.False(policy.Allows("hooks.example.org", IPAddress.Parse(address), isEncrypted: false));
    }

    [Fact]
    public void What_the_administrator_allows_is_reached_also_without_TLS_and_nothing_beside_it()
    {
        var policy = new ReceiverPolicy(new NoticesOptions { AllowedReceivers = ["Hooks.Intern", "10.0.7.0/24", "fd00::/64", "192.168.1.5"] });
        Assert.True(policy.Allows("hooks.intern", IPAddress.Parse("10.9.9.9"), isEncrypted: false));
        Assert.True(policy.Allows("x", IPAddress.Parse("10.0.7.200"), isEncrypted: false));
        Assert.True(policy.Allows("x", IPAddress.Parse("::ffff:10.0.7.200"), isEncrypted: false));
        Assert.True(policy.Allows("x", IPAddress.Parse("fd00::5"), isEncrypted: true));
        Assert.True(policy.Allows("x", IPAddress.Parse("192.168.1.5"), isEncrypted: true));
        Assert.False(policy.Allows("x", IPAddress.Parse("192.168.1.6"), isEncrypted: true));
        Assert.False(policy.Allows("x.hooks.intern", IPAddress.Parse("10.9.9.9"), isEncrypted: true));
        Assert.False(policy.Allows("x", IPAddress.Parse("10.0.8.1"), isEncrypted: true));
    }

    [Theory]
    [InlineData("https://hooks.example.org/x", null)]
    [InlineData("https://8.8.8.8/x", null)]
    [InlineData("http://hooks.example.org/x", "write https")]
    [InlineData("http://hooks.intern/x", null)]
    [InlineData("https://127.0.0.1/x", "not a public address")]
    [InlineData("https://[::1]/x", "not a public address")]
    [InlineData("https://0x7f000001/x", "not a public address")]
    [InlineData("https://2130706433/x", "not a public address")]
    public void An_address_that_can_be_seen_to_be_wrong_is_refused_when_it_is_written(string address, string? fault)
    {
        var found = new ReceiverPolicy(new NoticesOptions { AllowedReceivers = ["hooks.intern"] }).FaultOf(new Uri(address));
        if (fault is null) Assert.Null(found);
        else Assert.Contains(fault, found, StringComparison.Ordinal);
    }
}
