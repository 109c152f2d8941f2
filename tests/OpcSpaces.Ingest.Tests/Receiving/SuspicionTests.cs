using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Tests.Receiving;

/// <summary>Two gateways under one id throw each other out at the broker: the cloud sees sessions that follow each other too fast.</summary>
public sealed class SuspicionTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly TemporaryDirectory _directory = new("suspicion");
    private readonly TestCloud _cloud;

    public SuspicionTests() => _cloud = new TestCloud(_time, _directory);

    public void Dispose()
    {
        _cloud.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Two_gateways_under_one_id_are_named_and_forgotten_when_it_is_over()
    {
        for (byte session = 0; session < 5; session++)
        {
            Born(session);
            _time.Advance(TimeSpan.FromSeconds(15));
        }

        var suspicion = Assert.Single(_cloud.Suspicions.Current);
        Assert.Equal("C1/F1 has begun 5 sessions within 60 s: two gateways may run under this id, or its link breaks again and again.", suspicion.What);
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty(_cloud.Suspicions.Current);
    }

    [Fact]
    public void Nodes_whose_bdSeq_never_grows_are_told_by_their_deaths()
    {
        for (var session = 0; session < 5; session++)
        {
            Born(7);
            Died(7);
        }

        Assert.Single(_cloud.Suspicions.Current);
    }

    [Fact]
    public void Rebirths_sessions_far_apart_and_a_broker_that_comes_back_are_not_suspicious()
    {
        for (var rebirth = 0; rebirth < 20; rebirth++)
            Born(1);
        for (byte session = 2; session < 20; session++)
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            Born(session);
        }

        for (byte session = 20; session < 30; session++)
        {
            _cloud.LoseConnection();
            Born(session);
        }

        Assert.Empty(_cloud.Suspicions.Current);
    }

    [Fact]
    public void Thousands_of_invented_gateways_take_bounded_room()
    {
        for (var node = 0; node < 300; node++)
        {
            for (byte session = 0; session < 5; session++)
                Born(session, $"N{node}");
        }

        Assert.Equal(100, _cloud.Suspicions.Current.Count);
    }

    private void Born(byte bdSeq, string node = "F1")
    {
        var birth = new SparkplugPayload { Timestamp = 1, Sequence = 0 };
        birth.Metrics.Add(Metric(bdSeq));
        _cloud.Deliver(new WireMessage($"spBv1.0/C1/NBIRTH/{node}", SparkplugCodec.Encode(birth)));
    }

    private void Died(byte bdSeq)
    {
        var death = new SparkplugPayload();
        death.Metrics.Add(Metric(bdSeq));
        _cloud.Deliver(new WireMessage("spBv1.0/C1/NDEATH/F1", SparkplugCodec.Encode(death)));
    }

    private static SparkplugMetric Metric(byte bdSeq) =>
        new() { Name = "bdSeq", DataType = SparkplugDataType.Int64, Value = SparkplugValue.FromInt64(bdSeq), Timestamp = 1 };
}
