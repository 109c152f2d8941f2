using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Tests.EdgeNode;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>What a host says about a broker that is of no use to it: one that delivers nothing, or that refuses its client id.</summary>
public sealed class OwnStateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(HostConnectionOptions.OwnStateSeconds);
    private readonly FakeBroker _broker = new();

    [Fact]
    public async Task A_broker_that_acknowledges_everything_and_delivers_nothing_is_named_until_the_STATE_comes_back()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        for (var said = 1; said <= 2; said++)
        {
            await AdvanceAsync(host);
            await host.UntilAsync(() => Undelivered(host).Length == said, "the word");
        }

        Assert.All(Undelivered(host), what => Assert.StartsWith("undelivered The broker acknowledged our STATE on 'spBv1.0/STATE/opcspaces', and does not deliver it to us", what, StringComparison.Ordinal));
        _broker.Deliver("spBv1.0/STATE/opcspaces", new HostState(true, host.StoredTimestamp!.Value).ToUtf8());
        await AdvanceAsync(host);
        await host.UntilAsync(() => host.Time.ActiveTimers == 0, "the end of the watch");
        Assert.Equal(2, Undelivered(host).Length);
    }

    [Fact]
    public async Task A_broker_that_delivers_the_STATE_is_not_suspected()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        _broker.Deliver("spBv1.0/STATE/opcspaces", new HostState(true, host.StoredTimestamp!.Value).ToUtf8());
        await AdvanceAsync(host);
        await host.UntilAsync(() => host.Time.ActiveTimers == 0, "the end of the watch");
        Assert.Empty(Undelivered(host));
    }

    [Theory]
    [InlineData(MqttReason.ClientIdentifierNotValid, 1)]
    [InlineData(MqttReason.NotAuthorized, 0)]
    public async Task A_broker_that_refuses_the_client_id_suggests_another_program_under_it(byte reason, int suspicions)
    {
        (_broker.Refusals, _broker.RefusalReason) = (1, reason);
        await using var host = new HostUnderTest();
        host.Start(_broker);
        await host.UntilAsync(() => host.Time.ActiveTimers == 1, "the pause");
        var said = host.Callbacks.Where(line => line.StartsWith("suspicion", StringComparison.Ordinal)).ToArray();
        Assert.Equal(suspicions, said.Length);
        Assert.All(said, what => Assert.StartsWith("suspicion The broker refuses the client id 'host-opcspaces': another program may have it there", what, StringComparison.Ordinal));
    }

    private static async Task AdvanceAsync(HostUnderTest host)
    {
        await host.UntilAsync(() => host.Time.ActiveTimers == 1, "the watch");
        host.Time.Advance(Deadline);
    }

    private static string[] Undelivered(HostUnderTest host) => [.. host.Callbacks.Where(line => line.StartsWith("undelivered", StringComparison.Ordinal))];
}
