using System.Collections.Concurrent;
using System.Net.Sockets;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Pins;

public sealed class SignalPinsTests : IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly TemporaryDirectory _directory = new("signals");
    private readonly FakeTime _time = new();
    private readonly ConcurrentQueue<CommitNote> _notes = new();
    private readonly string _socket;

    public SignalPinsTests() => _socket = _directory.File("socket");

    public void Dispose() => _directory.Dispose();

    private SignalServer StartServer() => SignalServer.Start(_socket, _time, _notes.Enqueue);

    private Task<SignalPins> ConnectAsync(string gateway = "gw-1") => SignalPins.ConnectAsync(_socket, gateway, _time);

    [Fact]
    public async Task Changes_arrive_in_order_with_the_servers_time()
    {
        await using var server = StartServer();
        using var pins = await ConnectAsync();
        var changes = new ConcurrentQueue<PinChange>();
        using var subscription = pins.OpenInput(4).Subscribe(changes.Enqueue);
        var start = _time.GetUtcNow();
        for (var i = 0; i < 10; i++)
        {
            server.Set("gw-1", 4, high: i % 2 == 0);
            await Eventually.ThatAsync(() => changes.Count == i + 1, Deadline, "the change");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => new PinChange(i % 2 == 0, start.AddSeconds(i))), changes);
    }

    [Fact]
    public async Task A_line_without_an_end_is_not_kept_and_the_agent_connects_again()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_socket));
        listener.Listen();
        using var pins = await ConnectAsync();
        using (var first = await listener.AcceptAsync())
        {
            await Assert.ThrowsAsync<SocketException>(async () =>
            {
                for (var sent = 0; sent < 64; sent++) await first.SendAsync(new byte[1 << 20]);
            });
        }

        using var second = await listener.AcceptAsync().WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_pulse_of_microseconds_keeps_its_length()
    {
        await using var server = StartServer();
        using var pins = await ConnectAsync();
        var changes = new ConcurrentQueue<PinChange>();
        using var subscription = pins.OpenInput(4).Subscribe(changes.Enqueue);
        server.Set("gw-1", 4, high: true);
        await Eventually.ThatAsync(() => changes.Count == 1, Deadline, "the rise");
        var at = _time.GetUtcNow().AddMicroseconds(123);
        server.Set("gw-1", 4, high: false, at);
        server.Set("gw-1", 4, high: true, at.AddMicroseconds(50));
        await Eventually.ThatAsync(() => changes.Count == 3, Deadline, "both edges");
        Assert.Equal([new PinChange(false, at), new PinChange(true, at.AddMicroseconds(50))], changes.Skip(1));
    }

    [Fact]
    public async Task A_gateway_that_connects_gets_levels_that_were_set_before()
    {
        await using var server = StartServer();
        server.Set("gw-1", 4, high: true);
        server.Set("gw-2", 5, high: true);
        using var pins = await ConnectAsync();
        var (mine, others) = (pins.OpenInput(4), pins.OpenInput(5));
        Assert.Equal((true, false), (mine.Read(), others.Read()));
    }

    [Fact]
    public async Task The_first_level_of_a_pin_is_its_state_and_not_a_change()
    {
        await using var server = StartServer();
        server.Set("gw-1", 4, high: true);
        using var pins = await ConnectAsync();
        var changes = new ConcurrentQueue<bool>();
        using var subscription = pins.OpenInput(4).Subscribe(change => changes.Enqueue(change.High));
        server.Set("gw-1", 4, high: false);
        await Eventually.ThatAsync(() => !changes.IsEmpty, Deadline, "a change");
        Assert.Equal([false], changes);
    }

    [Fact]
    public async Task A_door_that_stood_open_before_the_start_is_neither_closed_nor_forced()
    {
        await using var server = StartServer();
        server.Set("gw-1", 4, high: true);
        using var pins = await ConnectAsync();
        var states = new List<string>();
        using var pseudonyms = TestBadges.Pseudonyms(_directory, _time);
        var (state, entry) = (new Metric("hall", "door/1/state", SparkplugDataType.String, 1), new Metric("hall", "door/1/entry", SparkplugDataType.String, 2));
        var access = new DoorAccess(pseudonyms, entry, _ => { }, _time);
        using var door = new DoorContact(
            new SensorName("hall", "door/1", "doorContact"), new DoorContactConfig { Point = "door/1", Pin = 4, EntrySeconds = 10 }, (pins.OpenInput(4), null),
            (state, reading => states.Add(reading.Value.AsText)), access, null, _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["open"], states);
    }

    [Fact]
    public async Task A_meter_in_the_middle_of_a_pulse_at_the_start_does_not_count_it_again()
    {
        await using var server = StartServer();
        server.Set("gw-1", 4, high: true);
        using var pins = await ConnectAsync();
        var register = 0L;
        var (energy, power) = (new Metric("hall", "meter/1/energy", SparkplugDataType.UInt64, 1), new Metric("hall", "meter/1/power", SparkplugDataType.Float, 2));
        var pin = pins.OpenInput(4);
        using var meter = new PulseMeter(
            new SensorName("hall", "meter/1", "pulseMeter"), new PulseMeterConfig { Point = "meter/1", Pin = 4 }, new PulseMeterOutputs(energy, power, _ => { }, value => register = value),
            pin, 5_000_000, _time);
        server.Set("gw-1", 4, high: false);
        await Eventually.ThatAsync(() => !pin.Read(), Deadline, "the pulse's end");
        Assert.Equal(5_000_000, register);
    }

    [Fact]
    public async Task A_card_reader_at_rest_has_no_fault_at_the_start()
    {
        await using var server = StartServer();
        server.Set("gw-1", 1, high: true);
        server.Set("gw-1", 2, high: true);
        using var pins = await ConnectAsync();
        using var pseudonyms = TestBadges.Pseudonyms(_directory, _time);
        var access = new DoorAccess(pseudonyms, new Metric("hall", "door/1/entry", SparkplugDataType.String, 1), _ => { }, _time);
        var config = new WiegandConfig { Point = "door/1", Data0Pin = 1, Data1Pin = 2 };
        using var reader = new WiegandReader(new SensorName("hall", "door/1", "wiegand"), config, pins.OpenInput(1), pins.OpenInput(2), access, _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(reader.Trouble);
    }

    [Fact]
    public async Task A_pin_that_is_opened_while_the_server_is_away_gets_its_level_when_the_server_returns()
    {
        var first = StartServer();
        using var pins = await ConnectAsync();
        await first.DisposeAsync();
        var opening = Task.Run(() => pins.OpenInput(4));
        await using var second = StartServer();
        second.Set("gw-1", 4, high: true);
        var pin = await opening.WaitAsync(Deadline);
        await Eventually.ThatAsync(pin.Read, Deadline, "the level");
    }

    [Fact]
    public async Task A_change_while_the_server_was_away_arrives_as_a_change()
    {
        var first = StartServer();
        using var pins = await ConnectAsync();
        var changes = new ConcurrentQueue<bool>();
        using var subscription = pins.OpenInput(4).Subscribe(change => changes.Enqueue(change.High));
        await first.DisposeAsync();
        await using var second = StartServer();
        second.Set("gw-1", 4, high: true);
        await Eventually.ThatAsync(() => !changes.IsEmpty, Deadline, "the change");
        Assert.Equal([true], changes);
    }

    [Fact]
    public async Task A_pin_without_a_level_cannot_be_opened()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_socket));
        listener.Listen();
        using var pins = await ConnectAsync();
        pins.Patience = TimeSpan.FromMilliseconds(20);
        var refused = Assert.Throws<TimeoutException>(() => pins.OpenInput(4));
        Assert.Contains("pin 4", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_commit_is_reported_in_order_even_if_the_gateway_ends_immediately()
    {
        await using var server = StartServer();
        using (var pins = await ConnectAsync())
        {
            for (var sequence = 1UL; sequence <= 1000; sequence++) pins.OnCommitted(7, sequence, new byte[32]);
        }

        await Eventually.ThatAsync(() => _notes.Count == 1000, Deadline, "a thousand notes");
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => new CommitNote("gw-1", 1, 7, (ulong)i, new string('0', 64))), _notes);
    }

    [Fact]
    public async Task Notes_count_the_connections_of_a_gateway()
    {
        await using var server = StartServer();
        for (var visit = 1; visit <= 3; visit++)
        {
            using var pins = await ConnectAsync();
            pins.OnCommitted(7, (ulong)visit, new byte[32]);
            await Eventually.ThatAsync(() => _notes.Count == visit, Deadline, "a note");
        }

        Assert.Equal([1, 2, 3], _notes.Select(note => note.Visit));
    }

    [Fact]
    public async Task A_gateway_waits_for_the_server_and_connects_again()
    {
        var connecting = ConnectAsync();
        Assert.False(connecting.IsCompleted);
        var first = StartServer();
        using var pins = await connecting;
        var pin = pins.OpenInput(4);
        first.Set("gw-1", 4, high: true);
        await Eventually.ThatAsync(pin.Read, Deadline, "the first level");
        await first.DisposeAsync();
        await using var second = StartServer();
        await Eventually.ThatAsync(() => !pin.Read(), Deadline, "the second server's level");
    }

    [Fact]
    public async Task A_commit_without_a_connected_server_is_counted_and_does_no_harm()
    {
        var server = StartServer();
        using var pins = await ConnectAsync();
        await server.DisposeAsync();
        await Eventually.ThatAsync(
            () =>
            {
                pins.OnCommitted(1, 1, new byte[32]);
                return pins.UnreportedCommits > 0;
            },
            Deadline, "an unwitnessed commit");
    }
}
