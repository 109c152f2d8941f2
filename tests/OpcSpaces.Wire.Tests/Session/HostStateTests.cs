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

    [Theory]
    [InlineData("""{"\ud800":1,"online":true,"timestamp":5}""")]
    [InlineData("""{"onlin\udc00":true,"online":true,"timestamp":5}""")]
    [InlineData("""{"online\ud83d":true,"timestamp":5}""")]
    public void Half_a_surrogate_pair_in_a_key_is_no_state_and_no_exception(string json) =>
        Assert.False(HostState.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void A_state_with_half_a_surrogate_pair_in_another_value_is_read() =>
        Assert.True(HostState.TryParse("""{"online":true,"timestamp":5,"name":"\ud800"}"""u8, out _));

    [Theory]
    [InlineData(new byte[] { 0xB9, 0xA4 })] // 工 in GBK
    [InlineData(new byte[] { 0xE9 })]       // é in Latin-1
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // half a surrogate pair as UTF-8
    public void A_state_that_is_not_UTF_8_is_none(byte[] bytes)
    {
        byte[] state = [.. "{\"online\":true,\"timestamp\":5,\"name\":\""u8, .. bytes, .. "\"}"u8];
        Assert.False(HostState.TryParse(state, out _));
    }

    [Fact]
    public void A_huge_payload_is_refused_unread() =>
        Assert.False(HostState.TryParse(Encoding.UTF8.GetBytes($$"""{"online":true,"timestamp":5,"x":"{{new string('x', 5_000)}}"}"""), out _));
}
