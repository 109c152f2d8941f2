using OpcSpaces.Edge;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

public sealed class FleetGatewayTests
{
    /// <summary>Or virtual time passes while sensors are still being built, and what happens in it is lost.</summary>
    [Fact]
    public async Task A_gateway_is_not_ready_before_its_last_sensor_is_built_and_its_timers_run()
    {
        using var data = new TemporaryDirectory();
        var options = new FleetOptions { DataDirectory = data.FullPath, Broker = new MqttEndpointOptions { Host = "127.0.0.1", Port = FreePort.Next() } };
        var virtualTime = new VirtualTime(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var load = new LoadGenerator(new LoadOptions { Gateways = 1, PointsPerGateway = 2 }, options, virtualTime);
        var board = load.Boards.Values.Single();
        using var time = new HeldTime(virtualTime, () => board.IsWatched);
        using var commits = new CommitPool(1);
        var connector = MqttConnector.Create(options.Broker);
        await using var gateway = new FleetGateway(() => new GatewayAgent(load.Configs[0], new GatewayAgentDependencies
        {
            Pins = board.CreateController(),
            Brokers = [connector],
            CommitPool = commits,
            SensingTime = time,
        }));

        gateway.Start();
        await time.Held.WaitAsync(Eventually.Patience);
        Assert.True(board.IsWatched);
        Assert.False(gateway.IsReady);
        time.Release();
        await Eventually.ThatAsync(() => gateway.IsReady, Eventually.Patience, "the gateway is ready");
        await gateway.StopAsync();
    }

    /// <summary>Holds whoever creates a timer while a condition is true.</summary>
    private sealed class HeldTime(TimeProvider time, Func<bool> condition) : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();

        public Task Held => _held.Task;

        public override long TimestampFrequency => time.TimestampFrequency;

        public void Release() => _released.Set();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (condition())
            {
                _held.TrySetResult();
                _released.Wait();
            }

            return time.CreateTimer(callback, state, dueTime, period);
        }

        public void Dispose()
        {
            _released.Set();
            _released.Dispose();
        }
    }
}
