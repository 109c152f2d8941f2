using System.Text;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Tests.EdgeNode;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>Another program writes to the topic of our STATE: gateways that connect later must see ours.</summary>
public sealed class ForeignStateTests
{
    private const string StateTopic = "spBv1.0/STATE/opcspaces";
    private const long Year5138Ms = 100_000_000_000_000;
    private static readonly long Now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly FakeBroker _broker = new();

    public static TheoryData<byte[]> Foreign => new(
    [
        [],
        [0xD4, 0xDA, 0xCF, 0xDF], // "online" in Chinese, in GBK
        [.. "nonsense"u8],
        [.. "{\"online\":true}"u8],
        new HostState(true, Now - 1).ToUtf8(),
        new HostState(true, Now + 86_400_001).ToUtf8(),
        new HostState(false, Year5138Ms).ToUtf8(),
        new HostState(true, long.MaxValue).ToUtf8(),
    ]);

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Whatever_is_not_our_STATE_is_replaced_by_it_counted_and_named(byte[] payload)
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        _broker.Deliver(StateTopic, payload);
        await host.UntilAsync(() => _broker.Messages.Count == 2, "STATE once more");

        Assert.Equal((StateTopic, Encoding.UTF8.GetString(new HostState(true, Now).ToUtf8()), true), (_broker.Messages[1].Topic, Encoding.UTF8.GetString(_broker.Messages[1].Payload), _broker.Messages[1].Retain));
        Assert.Equal(1, host.Connection!.Counters[HostConnectionEvent.ForeignState]);
        Assert.Contains(host.Callbacks, line => line.StartsWith("suspicion", StringComparison.Ordinal) && line.Contains(StateTopic, StringComparison.Ordinal));
        Assert.True(host.Connection.IsOnline);
        Assert.Equal(Now, host.StoredTimestamp);
    }

    [Fact]
    public async Task A_program_that_keeps_writing_is_answered_after_growing_pauses()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        var from = host.Time.GetUtcNow();
        var sent = 0;
        for (var tenth = 0; tenth < 600; tenth++)
        {
            _broker.Deliver(StateTopic, "");
            await host.UntilAsync(() => host.Time.ActiveTimers > 0, "the pause after a repair");
            host.Time.Advance(TimeSpan.FromMilliseconds(100));
            sent++;
        }

        Assert.Equal(60, (host.Time.GetUtcNow() - from).TotalSeconds);
        // At 0, 1, 3 and 7 s, then every 8 s.
        Assert.InRange(host.Connection!.Counters[HostConnectionEvent.StateRepublished], 8, 11);
        Assert.Equal(sent, host.Connection.Counters[HostConnectionEvent.ForeignState]);

        // The last of them is replaced too.
        var before = _broker.Messages.Count;
        _broker.Deliver(StateTopic, "");
        host.Time.Advance(TimeSpan.FromSeconds(8));
        await host.UntilAsync(() => _broker.Messages.Count > before, "the last repair");
    }

    [Fact]
    public async Task What_came_while_our_first_STATE_was_not_yet_acknowledged_is_replaced()
    {
        var acknowledged = new TaskCompletionSource();
        var published = new TaskCompletionSource();
        _broker.BeforePublish = _ =>
        {
            published.TrySetResult();
            return acknowledged.Task;
        };
        await using var host = new HostUnderTest();
        host.Start(_broker);
        await published.Task.WaitAsync(Eventually.Patience);
        _broker.Deliver(StateTopic, "");
        acknowledged.SetResult();
        await host.UntilAsync(() => _broker.Messages.Count == 2, "STATE once more");
    }

    [Fact]
    public async Task A_stored_timestamp_that_nobody_believes_is_not_continued()
    {
        await using var host = new HostUnderTest { StoredTimestamp = Year5138Ms };
        host.Start(_broker);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online");
        Assert.Equal(Now, host.StoredTimestamp);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gateway_follows_the_true_STATE_after_a_false_one_from_the_future(bool online)
    {
        await using var gateway = new GatewayUnderTest();
        gateway.Options.PrimaryHost = "opcspaces";
        gateway.Start(_broker);
        await gateway.UntilAsync(() => _broker.Events.Count == 2, "the subscriptions");
        if (!online) _broker.Deliver(StateTopic, new HostState(false, Year5138Ms).ToUtf8());
        _broker.Deliver(StateTopic, new HostState(true, online ? long.MaxValue : Now).ToUtf8());
        await gateway.UntilInSessionAsync();

        _broker.Deliver(StateTopic, new HostState(false, Now).ToUtf8());
        await gateway.UntilAsync(() => gateway.LastEnd is not null, "the session ended");
    }
}
