using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Links;

/// <summary>A broker that keeps its connections and answers nothing (SIGSTOP). The embedded one hangs together with its cloud.</summary>
public sealed class HungBrokerTests
{
    private const int Desks = 30;

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task A_broker_that_hangs_is_given_up_by_both_sides_and_nothing_is_lost_or_doubled_when_it_goes_on(BrokerKind broker)
    {
        await using var bench = await FaultBench.StartAsync(broker);
        var (one, other) = (await bench.AddGatewayAsync("gw-01", Desks), await bench.AddGatewayAsync("gw-02", Desks));
        one.BeginToFlip(Desks);
        other.BeginToFlip(Desks);
        await FaultBench.UntilCommittedAsync(one, more: 10);

        bench.Broker.Pause();
        await Eventually.ThatAsync(() => !one.Health!.Connected && !other.Health!.Connected, FaultBench.Patience, "both gateways to give the broker up");
        if (broker == BrokerKind.Mosquitto) await bench.UntilAsync(report => report.Condition == "BrokerUnavailable", "the cloud to give the broker up");
        await FaultBench.UntilMadeAsync(one, more: 20);

        // The old sessions are still there, with what was sent into them before; so are new ones that were never answered.
        bench.Broker.Resume();
        await FaultBench.UntilCommittedAsync(one, more: 60);
        await FaultBench.UntilCommittedAsync(other, more: 20);
        await bench.UntilLevelAsync();
        await bench.VerifyAsync();
    }
}
