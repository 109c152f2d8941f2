using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpcSpaces.Edge.RaspberryPi.Kernel;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.LineEvents;

/// <summary>Pins by the events of the character device, which is simulated by pipes. The thread, the waiting and the reading are real.</summary>
public sealed class LinePinsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly FakeLineDevice _device = new();
    private readonly RecordingLogger _log = new();
    private readonly LinePins _pins;

    public LinePinsTests()
    {
        _time.Advance(TimeSpan.FromSeconds(1000));
        _pins = new LinePins(_device, new Dictionary<int, PinPull> { [8] = PinPull.Up, [4] = PinPull.Down }, _time, _log);
    }

    public void Dispose() => _pins.Dispose();

    private static List<PinChange> Listen(IInputPin pin)
    {
        var changes = new List<PinChange>();
        pin.Subscribe(change =>
        {
            lock (changes) changes.Add(change);
        });
        return changes;
    }

    private static int Count(List<PinChange> changes)
    {
        lock (changes) return changes.Count;
    }

    private static Task HasAsync(List<PinChange> changes, int count) => Eventually.EqualAsync(count, () => Count(changes), Eventually.Patience, "the changes");

    private static TimeSpan At(double microseconds) => TimeSpan.FromSeconds(990) + TimeSpan.FromMicroseconds(microseconds);

    [Fact]
    public async Task Edges_that_are_read_late_keep_the_kernels_distances()
    {
        var changes = Listen(_pins.OpenInput(8));
        double[] edges = [0, 50, 2000, 2050, 4000, 4050];
        for (var i = 0; i < edges.Length; i++) _device.Edge(8, high: i % 2 == 1, At(edges[i]));
        await HasAsync(changes, edges.Length);
        Assert.Equal(edges, changes.Select(change => (change.At - changes[0].At).TotalMicroseconds));
        Assert.Equal(FakeTime.Start + TimeSpan.FromSeconds(990), changes[0].At);
        Assert.Equal([false, true, false, true, false, true], changes.Select(change => change.High));
    }

    [Fact]
    public async Task Each_line_gets_its_own_edges_and_the_resistor_that_its_sensor_needs()
    {
        var (up, down) = (Listen(_pins.OpenInput(8)), Listen(_pins.OpenInput(4)));
        _pins.OpenInput(5);
        _device.Edge(4, high: true, At(0));
        _device.Edge(8, high: false, At(10));
        await HasAsync(up, 1);
        await HasAsync(down, 1);
        Assert.Equal((false, true), (up[0].High, down[0].High));
        Assert.Equal(["8 Up", "4 Down", "5 None"], _device.Requests);
    }

    [Fact]
    public async Task An_event_that_arrives_in_two_pieces_is_one_event()
    {
        var changes = Listen(_pins.OpenInput(4));
        var bytes = FakeLineDevice.Bytes(990_000_000_000, 1, 4, 1);
        _device.Send(4, bytes.AsSpan(0, 20));
        _device.Send(4, [.. bytes[20..], .. FakeLineDevice.Bytes(990_000_100_000, 2, 4, 2)]);
        await HasAsync(changes, 2);
        Assert.Equal([true, false], changes.Select(change => change.High));
    }

    [Fact]
    public async Task A_wait_that_fails_loses_its_pins_once_and_they_are_back_after_the_next_subscription()
    {
        var (broken, waits) = (true, 0);
        using var pins = new LinePins(_device, new Dictionary<int, PinPull>(), _time, _log, files =>
        {
            Interlocked.Increment(ref waits);
            if (files.Length > 1 && Volatile.Read(ref broken)) throw new IOException("Cannot allocate memory");
            LibC.Poll(files);
        });
        var pin = pins.OpenInput(4);
        await Eventually.ThatAsync(() => pin.IsLost && _log.Messages.Count == 1, Eventually.Patience, "the pin to be lost");
        Assert.Equal("Waiting for edges failed: Cannot allocate memory. Lost, and requested again within a minute: pin 4", _log.Messages[0]);

        Volatile.Write(ref broken, false);
        var changes = Listen(pin);
        _device.Edge(4, high: true, At(0));
        await HasAsync(changes, 1);
        Assert.False(pin.IsLost);
        Assert.InRange(Volatile.Read(ref waits), 2, 20); // it did not spin
    }

    [Fact]
    public async Task When_nothing_can_be_waited_for_the_thread_ends_and_every_pin_stays_lost()
    {
        var waits = 0;
        using var pins = new LinePins(_device, new Dictionary<int, PinPull>(), _time, _log, _ =>
        {
            Interlocked.Increment(ref waits);
            throw new IOException("Bad address");
        });
        await Eventually.ThatAsync(() => _log.Messages.Any(line => line.EndsWith("Bad address. All pins are lost: restart the agent", StringComparison.Ordinal)), Eventually.Patience, "the fault");
        var pin = pins.OpenInput(4);
        Assert.True(pin.IsLost);
        Listen(pin);
        Assert.True(pin.IsLost);
        Assert.InRange(Volatile.Read(ref waits), 1, 2);
    }

    [Fact]
    public void An_error_of_poll_is_thrown_with_the_words_of_the_system()
    {
        var error = Assert.Throws<IOException>(() => LibC.Poll(MemoryMarshal.CreateSpan(ref Unsafe.NullRef<LibC.PollFile>(), 1)));
        Assert.Equal("Bad address", error.Message);
    }

    [Fact]
    public async Task Dropped_edges_are_counted_and_logged()
    {
        var pin = _pins.OpenInput(4);
        var changes = Listen(pin);
        _device.Edge(4, high: true, At(0));
        _device.Edge(4, high: true, At(100), dropped: 3);
        await HasAsync(changes, 2);
        await Eventually.ThatAsync(() => _log.Messages.Contains("The kernel dropped 3 edges of pin 4, because they were not read in time"), Eventually.Patience, "the log");
        Assert.Equal((3, 3), (_pins.Lost, pin.LostChanges));
    }

    [Fact]
    public async Task A_line_that_the_kernel_released_is_lost_until_a_later_subscription_gets_it_again()
    {
        var pin = _pins.OpenInput(4);
        var before = Listen(pin);
        _device.Edge(4, high: true, At(0));
        await HasAsync(before, 1);
        _device.End(4);
        await Eventually.ThatAsync(() => _log.Messages.Any(line => line.StartsWith("The kernel ended the events of pin 4", StringComparison.Ordinal)), Eventually.Patience, "the log");
        Assert.True(pin.IsLost);
        _device.Refusal = "Device or resource busy";
        pin.Subscribe(_ => { }).Dispose();
        Assert.Equal((true, true), (pin.IsLost, pin.Read()));
        _device.Refusal = null;
        var after = Listen(pin);
        Assert.False(pin.IsLost);
        _device.Edge(4, high: false, At(500));
        await HasAsync(after, 1);
        Assert.Equal(["4 Down", "4 Down"], _device.Requests);
    }

    [Fact]
    public async Task A_subscription_that_was_disposed_is_not_called()
    {
        var pin = _pins.OpenInput(4);
        var called = 0;
        var first = pin.Subscribe(_ => Interlocked.Increment(ref called));
        first.Dispose();
        var changes = Listen(pin);
        _device.Edge(4, high: true, At(0));
        await HasAsync(changes, 1);
        Assert.Equal(0, called);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(54)]
    public void A_line_that_the_chip_does_not_have_is_refused(int number) => Assert.Throws<ArgumentOutOfRangeException>(() => _pins.OpenInput(number));

    [Fact]
    public void A_line_that_is_in_use_is_a_fault_of_the_configuration()
    {
        _device.Refusal = "line 4 of /dev/gpiochip0: Device or resource busy";
        Assert.StartsWith(_device.Refusal, Assert.Throws<InvalidOperationException>(() => _pins.OpenInput(4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_ends_the_thread_and_releases_the_device()
    {
        _pins.OpenInput(4);
        _pins.Dispose();
        _pins.Dispose();
        Assert.True(_device.IsDisposed);
    }
}
