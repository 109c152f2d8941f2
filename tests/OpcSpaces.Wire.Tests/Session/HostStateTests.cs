using System.Text;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.Tests.Session;

public sealed class HostStateTests
{
    [Theory]
    [InlineData(true, 1_700_000_000_123, """{"online":true,"timestamp":1700000000123}""")]
    [InlineData(false, 0, """{"online":false,"timestamp":0}""")]
    public void A_state_is_written_and_read_back(bool online, long timestampMs, string json)
    {
        var state = new HostState(online, timestampMs);
        Assert.Equal(json, Encoding.UTF8.GetString(state.ToUtf8()));
        Assert.True(HostState.TryParse(state.ToUtf8(), out var again));
        Assert.Equal(state, again);
    }

    [Theory]
    [InlineData("""{ "timestamp" : 5, "more" : {"online":false, "x":[1,2]}, "online" : true }""")]
    public void Order_white_space_and_other_keys_do_not_matter(string json)
    {
        Assert.True(HostState.TryParse(Encoding.UTF8.GetBytes(json), out var state));
        Assert.Equal(new HostState(true, 5), state);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ONLINE")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"online":true}""")]
    [InlineData("""{"timestamp":5}""")]
    [InlineData("""{"online":"true","timestamp":5}""")]
    [InlineData("""{"online":true,"timestamp":"5"}""")]
    [InlineData("""{"online":true,"timestamp":5.5}""")]
    [InlineData("""{"online":true,"timestamp":-1}""")]
    [InlineData("""{"online":true,"timestamp":99999999999999999999}""")]
    [InlineData("""{"online":true,"timestamp":5""")]
    [InlineData("""{"online":true,"timestamp":5}x""")]
    [InlineData("""{"online":[true],"timestamp":5}""")]
    public void Anything_else_is_not_a_state(string json) =>
        Assert.False(HostState.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void A_huge_payload_is_refused_unread() =>
        Assert.False(HostState.TryParse(Encoding.UTF8.GetBytes($$"""{"online":true,"timestamp":5,"x":"{{new string('x', 5_000)}}"}"""), out _));
}
