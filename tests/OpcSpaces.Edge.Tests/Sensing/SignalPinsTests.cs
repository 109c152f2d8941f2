using System.Collections.Concurrent;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Pins.Signals;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing;

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
        await Eventually.ThatAsync(() => server.Connected == 1, Deadline, "the gateway");
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
    public async Task A_pulse_of_microseconds_keeps_its_length()
    {
        await using var server = StartServer();
        using var pins = await ConnectAsync();
        var changes = new ConcurrentQueue<PinChange>();
        using var subscription = pins.OpenInput(4).Subscribe(changes.Enqueue);
        server.Set("gw-1", 4, high: true);
        await Eventually.ThatAsync(() => changes.Count == 1, Deadline, "the gateway to listen");
        var at = _time.GetUtcNow().AddMicroseconds(123);
        server.Set("gw-1", 4, high: false, at);
        server.Set("gw-1", 4, high: true, at.AddMicroseconds(50));
        await Eventually.ThatAsync(() => changes.Count == 3, Deadline, "both edges");
        Assert.Equal([new PinChange(false, at), new PinChange(true, at.AddMicroseconds(50))], changes.Skip(1));
    }

    [Fact]
    public async Task A_level_that_was_set_before_the_gateway_came_is_there_when_it_comes()
    {
        await using var server = StartServer();
        server.Set("gw-1", 4, high: true);
        server.Set("gw-2", 5, high: true);
        using var pins = await ConnectAsync();
        var (mine, others) = (pins.OpenInput(4), pins.OpenInput(5));
        await Eventually.ThatAsync(mine.Read, Deadline, "the level");
        Assert.False(others.Read());
    }

    [Fact]
    public async Task Every_commit_is_noted_in_order_even_if_the_gateway_goes_at_once()
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
    public async Task Notes_tell_a_gateway_that_came_again_from_the_one_before()
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
    public async Task A_gateway_waits_for_the_server_and_comes_back_to_it()
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
    public async Task A_commit_that_nobody_hears_is_counted_and_does_no_harm()
    {
        var server = StartServer();
        using var pins = await ConnectAsync();
        await server.DisposeAsync();
        await Eventually.ThatAsync(
            () =>
            {
                pins.OnCommitted(1, 1, new byte[32]);
                return pins.Unwitnessed > 0;
            },
            Deadline, "an unwitnessed commit");
    }
}
