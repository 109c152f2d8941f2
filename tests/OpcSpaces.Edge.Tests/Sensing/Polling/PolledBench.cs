using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Polling;

/// <summary>One polled chip in virtual time, and what its sensor says about its place.</summary>
internal sealed class PolledBench : IDisposable
{
    private readonly BusPoller _poller;

    public PolledBench() => _poller = new BusPoller(Time);

    public FakeTime Time { get; } = new();

    public FakeChip Chip { get; } = new();

    public SpokenEvidence Evidence { get; } = new();

    /// <summary>Polls the sensor from now on.</summary>
    public TSensor Poll<TSensor>(TSensor sensor)
        where TSensor : PolledSensor
    {
        _poller.Add(sensor);
        return sensor;
    }

    public void Seconds(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Dispose() => _poller.Dispose();
}
