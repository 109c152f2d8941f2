using OpcSpaces.Edge.Clock;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Clock;

/// <summary>A clock that starts with a plausible but wrong time, with a simulated answer of the kernel.</summary>
public sealed class SyncWaitTests : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);
    private readonly TemporaryDirectory _root = new("root");
    private readonly FakeTime _system = new();
    private bool? _isSynchronized = false;

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Until_it_is_synchronised_it_shows_the_monotonic_time_since_1970_and_never_again()
    {
        var wait = Begin();
        _system.Advance(TimeSpan.FromMinutes(5));
        _system.JumpWallClock(TimeSpan.FromHours(1));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(5), wait.UtcNow);
        Assert.True(wait.IsOn && wait.UtcNow < PlausibleTime.Earliest);
        _isSynchronized = true;
        Assert.Equal(_system.GetUtcNow(), wait.UtcNow);
        _isSynchronized = false; // the time server is away
        Assert.Equal(_system.GetUtcNow(), wait.UtcNow);
        Assert.False(wait.IsOn);
    }

    [Fact]
    public void After_the_wait_the_clock_is_taken_as_it_is()
    {
        var wait = Begin();
        _system.Advance(Wait - TimeSpan.FromMilliseconds(1));
        Assert.Equal(DateTimeOffset.UnixEpoch + _system.Monotonic, wait.UtcNow);
        _system.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(_system.GetUtcNow(), wait.UtcNow);
    }

    [Fact]
    public void A_start_of_the_agent_long_after_that_of_the_machine_waits_no_more()
    {
        _system.Advance(Wait);
        Assert.False(Begin().IsOn);
    }

    [Fact]
    public void A_kernel_that_cannot_be_asked_and_no_wait_show_the_clock_as_it_is()
    {
        Assert.False(new SyncWait(_system, TimeSpan.Zero, () => false).IsOn);
        _isSynchronized = null;
        Assert.Equal(_system.GetUtcNow(), Begin().UtcNow);
    }

    [Theory]
    [InlineData("Raspberry Pi 4 Model B Rev 1.4\0", false, 600)]
    [InlineData("Raspberry Pi 5 Model B Rev 1.0\0", true, 0)]
    [InlineData("Some Board\0", false, 0)]
    [InlineData(null, false, 0)]
    public void A_raspberry_pi_without_a_battery_clock_waits_ten_minutes(string? model, bool hasClock, int seconds)
    {
        if (model is not null) File.WriteAllText(_root.File("proc", "device-tree", "model"), model);
        if (hasClock) Directory.CreateDirectory(_root.File("sys", "class", "rtc", "rtc0"));
        Assert.Equal(seconds, SyncWait.DefaultSeconds(_root.FullPath));
    }

    [Fact]
    public void A_gateways_clock_that_does_not_wait_shows_the_systems_time()
    {
        using var clock = new GatewayClock();
        Assert.InRange(clock.GetUtcNow(), PlausibleTime.Earliest, TimeProvider.System.GetUtcNow());
    }

    private SyncWait Begin() => new(_system, Wait, () => _isSynchronized);
}
