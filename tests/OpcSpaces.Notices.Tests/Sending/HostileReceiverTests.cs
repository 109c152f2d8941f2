using System.Net;
using System.Net.Sockets;
using System.Text;
using OpcSpaces.Notices.Tests.Bench;
using OpcSpaces.Testing;

namespace OpcSpaces.Notices.Tests.Sending;

/// <summary>Receivers that are slow, endless, or point to where nobody may go: each costs one attempt of limited length, and nobody else anything.</summary>
public sealed class HostileReceiverTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new("hostile");
    private NoticesBench _bench = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.StartAsync();
        _bench = new NoticesBench(_folder.FullPath, adjust: options => options.Parallel = 4);
    }

    public async Task DisposeAsync()
    {
        _bench.Dispose();
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var inside = await Receiver.StartAsync();
        _receiver.Answer = http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, inside.Address.ToString());
            return Task.CompletedTask;
        };
        _bench.AddChannel(_receiver.Address);
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync();
        Assert.Empty(inside.All);
        Assert.Equal($"it answers {status} and points elsewhere, which is not followed: give the channel the final address", _bench.State().LastError);
    }

    [Fact]
    public async Task An_answer_without_end_is_read_for_some_KiB_only()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\n\r\n", _ => new string('x', 64 * 1024));
        _bench.AddChannel(new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync(); // ends by itself
        Assert.Equal(0, _bench.State().Waiting);
        // What the buffers of both sides take, and no more.
        Assert.InRange(await serving, 1, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task A_slow_receiver_is_left_at_its_time_limit_and_the_others_do_not_wait_for_it()
    {
        var release = new TaskCompletionSource();
        _receiver.Answer = http => http.Request.Path == "/good" ? Task.CompletedTask : release.Task;
        foreach (var i in Enumerable.Range(0, 20)) _bench.AddChannel(new(_receiver.Address, $"/slow/{i}"), $"slow{i:0000}");
        await _bench.AddAsync("alarm:1");
        var first = _bench.RoundAsync();
        await Eventually.ThatAsync(
            () =>
            {
                if (!first.IsCompleted) _bench.Time.Advance(TimeSpan.FromSeconds(1));
                return first.IsCompleted;
            },
            Eventually.Patience, "the time limits of all slow ones");
        await first;
        Assert.Equal("it did not answer within 30 s", _bench.State("slow0000").LastError);
        _bench.AddChannel(new(_receiver.Address, "/good"), "goodchan");
        await _bench.AddAsync("alarm:2");
        _bench.Time.Advance(TimeSpan.FromHours(2)); // all slow ones are due, too
        var all = _bench.RoundAsync();
        await Eventually.ThatAsync(() => _receiver.All.Any(it => it.Path == "/good"), Eventually.Patience, "the message to the good one while slow ones hang");
        Assert.False(all.IsCompleted);
        release.SetResult();
        await all;
    }

    [Fact]
    public async Task A_receiver_that_never_ends_its_headers_costs_its_time_limit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\n", number => $"x-{number}: {new string('x', 1_000)}\r\n");
        _bench.AddChannel(new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync();
        Assert.Equal("its answer cannot be read (ConfigurationLimitExceeded)", _bench.State().LastError);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task A_name_that_resolves_to_this_machine_is_not_connected_to()
    {
        using var folder = new TemporaryDirectory("rebinding");
        using var bench = new NoticesBench(folder.FullPath, adjust: options => options.AllowedReceivers = []);
        // The address was written when it was another one; what counts is the one of now.
        bench.AddChannel(new($"https://localhost:{_receiver.Address.Port}/"));
        bench.AddChannel(new($"http://localhost:{_receiver.Address.Port}/"), "plainone");
        await bench.AddAsync("alarm:1");
        await bench.RoundAsync();
        Assert.Empty(_receiver.All);
        Assert.Equal("localhost has no public address, and notices.allowedReceivers does not have it", bench.State().LastError);
        Assert.Equal("localhost is reached without https, and notices.allowedReceivers does not have it", bench.State("plainone").LastError);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_not_accepted()
    {
        await using var receiver = await TlsListener.StartAsync();
        _bench.AddChannel(new($"https://127.0.0.1:{receiver.Port}/secret?key=hidden"));
        await _bench.AddAsync("alarm:1");
        await _bench.RoundAsync();
        Assert.StartsWith("its certificate is not accepted", _bench.State().LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", string.Join('\n', _bench.Log.Messages), StringComparison.Ordinal);
    }

    // Part after part, until the other side has had enough; returns how many bytes were written.
    private static async Task<long> ServeAsync(TcpListener listener, string begin, Func<int, string> part)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var written = 0L;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begin));
            for (var i = 0; ; i++)
            {
                var bytes = Encoding.ASCII.GetBytes(part(i));
                await stream.WriteAsync(bytes);
                written += bytes.Length;
            }
        }
        catch (IOException)
        {
            return written;
        }
    }
}
