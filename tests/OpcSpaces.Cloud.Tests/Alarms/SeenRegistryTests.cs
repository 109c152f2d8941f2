using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Reading;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Cloud.Tests.Alarms;

/// <summary>What alarms know of the registry.</summary>
public sealed class SeenRegistryTests : IDisposable
{
    private readonly TestRegistry _registry = new();
    private readonly SeenRegistry _seen;

    public SeenRegistryTests()
    {
        _seen = new SeenRegistry(new RegistryBook(_registry.Reader));
        var day = new DateOnly(2026, 3, 2);
        _registry.Put(
            new District("d1", "一"), new CommunityFacts("a", "A", "d1", "Asia/Shanghai"), new CommunityFacts("b", "B", "d1", "Asia/Shanghai"),
            new Floor("a", "f", "F", 1, 20, 10), new Zone("a", "z", "f", "Z", ZoneKind.OpenArea), new Desk("a", "z", "desk/1", 1, 1, 0, Tags.None),
            new OutOfService("a", "z", "desk/1", day, "repair", day), new Gateway("a", "gw-1", day));
    }

    public void Dispose() => _registry.Dispose();

    [Theory]
    [InlineData("2026-03-01T15:59:00Z", false)]
    [InlineData("2026-03-01T16:01:00Z", true)]
    [InlineData("2026-03-02T15:59:00Z", true)]
    [InlineData("2026-03-02T16:01:00Z", false)]
    public void A_desk_is_out_of_service_by_the_date_of_its_community(string now, bool expected) =>
        Assert.Equal(expected, Read(now).Communities["a"].OutOfService.Contains(("z", "desk/1")));

    [Theory]
    [InlineData("2026-03-01T15:59:00Z", false)]
    [InlineData("2026-03-01T16:01:00Z", true)]
    public void A_gateway_is_missed_from_the_date_of_its_community_on(string now, bool expected) =>
        Assert.Equal(expected, Read(now).Installed.Contains(new GatewayKey("a", "gw-1")));

    [Fact]
    public void A_community_that_is_gone_is_not_known_any_more()
    {
        Assert.Equal(["a", "b"], Read("2026-03-02T03:00:00Z").Communities.Keys.Order(StringComparer.Ordinal));
        _registry.Remove(new RowName("communities", "b"));
        Assert.Equal(["a"], Read("2026-03-02T03:00:00Z").Communities.Keys);
    }

    private SeenRegistration Read(string now) => _seen.Read(DateTimeOffset.Parse(now, null), []);
}
