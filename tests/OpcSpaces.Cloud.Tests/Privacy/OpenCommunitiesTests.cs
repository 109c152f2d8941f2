using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Tests.Privacy;

/// <summary>What strangers cost the registry.</summary>
public sealed class OpenCommunitiesTests : IDisposable
{
    private readonly TestRegistry _registry = new();
    private readonly FakeTimeProvider _time = new();
    private readonly OpenCommunities _communities;

    public OpenCommunitiesTests()
    {
        _communities = new OpenCommunities(_registry.Store, new RegistryBook(_registry.Reader), _time);
        _registry.Put(new District("d1", "一"), Community("before"));
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void A_change_is_seen_at_once()
    {
        Assert.Equal("before", _communities.Find("a")?.Name);
        Assert.Null(_communities.Find("b"));
        _registry.Put(Community("after"));
        Assert.Equal("after", _communities.Find("a")?.Name);
    }

    [Fact]
    public void A_registry_that_could_not_be_read_is_left_alone_for_a_while()
    {
        Assert.Equal("before", _communities.Find("a")?.Name);
        _registry.Put(Community("after"));
        _registry.IsAway = true;
        Assert.Equal("before", _communities.Find("a")?.Name);
        _registry.IsAway = false;
        Assert.Equal("before", _communities.Find("a")?.Name); // was not asked
        _time.Advance(OpenCommunities.Pause);
        Assert.Equal("after", _communities.Find("a")?.Name);
    }

    [Fact]
    public void One_that_was_never_read_is_left_alone_too()
    {
        _registry.IsAway = true;
        Assert.Throws<RegistryUnavailableException>(() => _communities.Find("a"));
        _registry.IsAway = false;
        Assert.Throws<RegistryUnavailableException>(() => _communities.Find("a"));
        _time.Advance(OpenCommunities.Pause);
        Assert.Equal("before", _communities.Find("a")?.Name);
    }

    private static CommunityFacts Community(string name) => new("a", name, "d1", "Asia/Shanghai");
}
