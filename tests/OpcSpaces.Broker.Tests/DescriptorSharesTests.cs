using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker.Tests;

public sealed class DescriptorSharesTests
{
    private const int Idle = 302; // descriptors of an idle cloud

    [Theory]
    [InlineData(420)]
    [InlineData(512)]
    [InlineData(1_024)]
    [InlineData(4_096)]
    [InlineData(1_048_576)]
    public void All_connections_together_stay_below_the_limit(int limit)
    {
        var shares = DescriptorShares.Of(limit);
        Assert.InRange(shares.Clients, 8, limit);
        Assert.InRange(shares.BeforeConnect, 8, DescriptorShares.MostBeforeConnect);
        Assert.InRange(shares.Page, 8, 10_000);
        Assert.InRange(Idle + shares.Clients + shares.BeforeConnect + shares.Page, 0, limit - 50);
    }

    [Fact]
    public void Ten_thousand_clients_need_a_limit_that_is_a_little_higher() => Assert.InRange(DescriptorShares.Of(16_384).Clients, 10_000, 16_384);

    [Theory]
    [InlineData("Max open files            1024                 524288               files     ", 1_024)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             1024                 1024                 processes ", null)]
    public void The_soft_limit_is_read_as_the_system_writes_it(string line, int? limit) =>
        Assert.Equal(limit, DescriptorShares.FindLimit(["Limit                     Soft Limit           Hard Limit           Units     ", line]));
}
