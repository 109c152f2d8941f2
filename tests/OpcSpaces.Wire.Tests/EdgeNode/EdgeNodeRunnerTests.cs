using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class EdgeNodeRunnerTests
{
    private readonly FakeBroker _broker = new();

    [Fact]
    public async Task A_broker_that_is_away_is_tried_again_after_pauses_and_each_attempt_uses_a_bdSeq()
    {
        await using var gateway = new GatewayUnderTest();
        _broker.Refusals = 3;
        gateway.Start(_broker);
        for (var i = 0; i < 3; i++) await gateway.PassPauseAsync(_broker);
        await gateway.UntilInSessionAsync();

        Assert.Equal(4, _broker.Connects.Count);
        Assert.Equal(3, gateway.Runner!.Counters[EdgeNodeEvent.AttemptFailed]);
        Assert.Equal((byte?)3, gateway.StoredBirthSequence);
        Assert.Equal(["ended", "ended", "ended", "started"], gateway.Callbacks);
    }

    [Fact]
    public async Task Two_gateways_under_one_id_leave_each_other_alone_for_a_while_and_name_the_suspicion()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var from = gateway.Time.GetUtcNow();
        for (var round = 0; round < 20; round++)
        {
            _broker.Connection!.TakeOver();
            await gateway.PassPauseAsync(_broker);
            await gateway.UntilInSessionAsync();
        }

        Assert.InRange((gateway.Time.GetUtcNow() - from).TotalSeconds, 60, 600);
        Assert.Contains("two programs run under one id", gateway.LastEnd!.Suspicion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_goes_offline_is_no_reason_for_suspicion()
    {
        await using var gateway = new GatewayUnderTest();
        gateway.Start(_broker);
        await gateway.UntilInSessionAsync();
        for (var round = 0; round < 6; round++)
        {
            _broker.Connection!.Drop();
            _broker.Refusals = 1; // the broker was away: that explains the break
            await gateway.PassPauseAsync(_broker);
            await gateway.PassPauseAsync(_broker);
            await gateway.UntilInSessionAsync();
        }

        Assert.Null(gateway.LastEnd!.Suspicion);
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_are_spread_evenly_and_start_again_after_a_success()
    {
        var options = new EdgeNodeOptions { FirstReconnectDelayMs = 500, LongestReconnectDelayMs = 30_000 };
        var bounds = new List<double>();
        for (var failures = 0; failures < 8; failures++)
        {
            var pauses = Enumerable.Range(0, 200).Select(seed =>
            {
                var backoff = options.CreateBackoff(new Random(seed));
                for (var i = 0; i < failures; i++) backoff.Next();
                return backoff.Next().TotalMilliseconds;
            }).ToArray();
            var bound = Math.Min(30_000, 500 * Math.Pow(2, failures));
            Assert.InRange(pauses.Max(), bound * 0.9, bound);
            Assert.InRange(pauses.Average(), bound * 0.4, bound * 0.6);
            bounds.Add(bound);
        }

        Assert.Equal(30_000, bounds[^1]);
        var again = options.CreateBackoff(new Random(1));
        for (var i = 0; i < 10; i++) again.Next();
        again.Succeeded();
        Assert.InRange(again.Next().TotalMilliseconds, 0, 500);
    }

    [Fact]
    public async Task A_bug_in_the_birth_ends_the_run_and_drops_the_connection()
    {
        var gateway = new GatewayUnderTest();
        gateway.Definition = gateway.Definition with { BirthSequenceAlias = gateway.Definition.NodeMetrics[0].Alias };
        gateway.Start(_broker);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(gateway.StopAsyncAfterItsEnd);
        Assert.Contains("already belongs to bdSeq", thrown.Message, StringComparison.Ordinal);
        Assert.True(_broker.Connection!.IsDisposed);
    }

    [Fact]
    public async Task A_bug_in_a_rebirth_ends_the_run_too()
    {
        var gateway = await GatewayUnderTest.StartedAsync(_broker);
        gateway.Definition = gateway.Definition with { Devices = [new DeviceDefinition("zone/1", [])] };
        _broker.Deliver("spBv1.0/nanshan/NCMD/gw7", RebirthPayload());

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(gateway.StopAsyncAfterItsEnd);
        Assert.Contains("device 'zone/1': contains '/'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-group-id")]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-edge-node-id")]
    public void Invalid_options_are_refused_with_every_fault()
    {
        var options = new EdgeNodeOptions
        {
            Group = "a/b",
            EdgeNode = "",
            PrimaryHost = "h+",
            KeepAliveSeconds = 1,
            FirstReconnectDelayMs = 0,
            LongestReconnectDelayMs = -1,
            FarewellTimeoutMs = 0,
        };

        Assert.Equal(7, options.Faults().Count);
        Assert.Throws<ArgumentException>(() => new GatewayUnderTest(options).Start(_broker));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatewayUnderTest().Start());
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-alias-uniqueness")]
    [Trait("tck", "tck-id-case-sensitivity-metric-names")]
    [Trait("tck", "tck-id-case-sensitivity-sparkplug-ids")]
    [Trait("tck", "tck-id-topic-structure-namespace-valid-device-id")]
    [Trait("tck", "tck-id-topic-structure-namespace-unique-device-id")]
    public void A_definition_reports_all_of_its_faults_at_once()
    {
        var sound = new GatewayUnderTest().Definition;
        Assert.Empty(sound.Faults());

        var metrics = sound.Devices[0].Metrics;
        var broken = sound with
        {
            Devices =
            [
                sound.Devices[0] with
                {
                    Metrics =
                    [
                        .. metrics.Skip(1),
                        new MetricDefinition("DESK/1/occupied", 900, SparkplugDataType.Boolean),
                        new MetricDefinition("door/1/entry", metrics[1].Alias, SparkplugDataType.String),
                        new MetricDefinition("BDSEQ", 901, SparkplugDataType.Int64),
                        new MetricDefinition("", 902, SparkplugDataType.Int64),
                    ],
                },
                new DeviceDefinition("ZONE1", metrics.Take(3).Select(metric => metric with { Alias = metric.Alias + 1_000 }).ToArray()),
                new DeviceDefinition("a#", metrics.Take(3).Select(metric => metric with { Alias = metric.Alias + 2_000 }).ToArray()),
            ],
        };

        Assert.Collection(
            broken.Faults(),
            fault => Assert.Contains("'DESK/1/occupied': another metric has this name", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'door/1/entry': alias", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'BDSEQ': the session adds", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'': the name is empty", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'Outbox/Epoch' as UInt64 is missing", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'ZONE1': another device", fault, StringComparison.Ordinal),
            fault => Assert.Contains("'a#': contains '#'", fault, StringComparison.Ordinal));
    }

    private static byte[] RebirthPayload()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        RebirthCommand.Encode(buffer, 1);
        return buffer.WrittenSpan.ToArray();
    }
}
