using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>Edges in real time: over pipes everywhere, and over the kernel's simulator where the machine has it.</summary>
public sealed class RealLineDevicesTests
{
    public static TheoryData<string> Devices => [.. RealLineDevices.All];

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task An_edge_carries_the_time_at_which_it_happened(string name)
    {
        var (device, set) = RealLineDevices.Open(name);
        using var pins = new LinePins(device, new Dictionary<int, PinPull>(), TimeProvider.System, new RecordingLogger());
        var pin = pins.OpenInput(0);
        var changes = new List<PinChange>();
        using var subscription = pin.Subscribe(change =>
        {
            lock (changes) changes.Add(change);
        });
        // Two clocks are compared, and the thread may be interrupted between them: some slack on both sides.
        var slack = TimeSpan.FromMilliseconds(20);
        foreach (var high in (bool[])[true, false, true])
        {
            var (count, before) = (changes.Count, TimeProvider.System.GetUtcNow());
            set(high);
            var after = TimeProvider.System.GetUtcNow();
            await Eventually.ThatAsync(() => changes.Count > count, Eventually.Patience, $"an edge of {name}");
            Assert.Equal(high, changes[^1].High);
            Assert.InRange(changes[^1].At, before - slack, after + slack);
            Assert.Equal(high, pin.Read());
        }

        Assert.Equal(0, pins.Lost);
    }
}
