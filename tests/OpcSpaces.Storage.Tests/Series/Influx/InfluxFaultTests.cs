using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx;

/// <summary>An InfluxDB that is away, slow, full, or takes offence at single points: nothing is lost, and the position waits.</summary>
public sealed class InfluxFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory _directory = new("influx-faults");
    private DeadLetterTable _deadLetters = null!;
    private FakeInflux _influx = null!;

    public async Task InitializeAsync()
    {
        _influx = await FakeInflux.StartAsync();
        _deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = _directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
    }

    public async Task DisposeAsync()
    {
        await _influx.DisposeAsync();
        _deadLetters.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task An_answer_that_can_be_mended_outside_is_tried_again_until_it_is(int status)
    {
        for (var i = 0; i < 5; i++)
            _influx.Script.Enqueue(FakeInflux.Status(status, "not now"));
        await using var store = Open();
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);

        Assert.Equal(10, _influx.Lines.Count);
        Assert.Equal(3, store.Position);
        Assert.Equal(5, store.Status.Retries);
        Assert.Equal($"HTTP {status}: not now", store.Status.LastFault);
        Assert.True(store.Status.IsAvailable);
        Assert.Empty(_deadLetters.Counts);
    }

    [Fact]
    public async Task Silence_ends_at_the_timeout_and_is_tried_again()
    {
        _influx.Script.Enqueue(FakeInflux.SilenceAsync);
        await using var store = Open(options => options.TimeoutMs = 300);
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);
        Assert.Equal(10, _influx.Lines.Count);
        Assert.Equal("no answer within 300 ms", store.Status.LastFault);
    }

    [Fact]
    public async Task While_nobody_listens_the_position_waits_and_giving_up_is_possible()
    {
        await using var store = Open(options => options.Url = $"http://127.0.0.1:{FreePort.Next()}");
        using var cancel = new CancellationTokenSource();
        var writing = store.WriteAsync(Points(10), 3, cancel.Token);
        await Eventually.ThatAsync(() => store.Status.Retries > 3, Deadline, "retries");
        Assert.False(writing.IsCompleted);
        Assert.False(store.Status.IsAvailable);
        Assert.False(await store.PingAsync(default));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(0, store.Position);
    }

    [Fact]
    public async Task A_server_that_asks_for_time_gets_it()
    {
        var time = new FakeTime();
        _influx.Script.Enqueue(FakeInflux.Status(429, retryAfter: "7"));
        await using var store = Open(_ => { }, time);
        var writing = store.WriteAsync(Points(10), 3, default);
        await Eventually.ThatAsync(() => !store.Status.IsAvailable && time.ActiveTimers == 1, Deadline, "the wait");

        time.Advance(TimeSpan.FromMilliseconds(6_999));
        Assert.Equal(1, _influx.Writes);
        time.Advance(TimeSpan.FromMilliseconds(2));
        await writing.WaitAsync(Deadline);
        Assert.Equal(2, _influx.Writes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Points_that_the_server_refuses_are_set_aside_and_the_rest_goes_in(bool serverTakesTheRest)
    {
        _influx.TakesTheRest = serverTakesTheRest;
        _influx.IsBad = line => line.Contains("value=13i", StringComparison.Ordinal) || line.Contains("value=700i", StringComparison.Ordinal);
        await using var store = Open(options => options.BatchPoints = 400);
        await store.WriteAsync(Points(1_000, journalId: 77), 77, default).WaitAsync(Deadline);

        Assert.Equal(998, _influx.Lines.Count);
        Assert.Equal(77, store.Position);
        Assert.Equal((998, 2), (store.Status.PointsWritten, store.Status.PointsRefused));
        var letters = _deadLetters.ReadNewest(10).Select(stored => stored.Letter).OrderBy(letter => letter.Item).ToArray();
        Assert.Equal([13, 700], letters.Select(letter => letter.Item));
        Assert.All(letters, letter => Assert.Equal(77, letter.JournalId));
        Assert.All(letters, letter => Assert.Contains("field type conflict", letter.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_halved_until_it_fits()
    {
        _influx.MostLines = 60;
        await using var store = Open();
        await store.WriteAsync(Points(1_000), 1, default).WaitAsync(Deadline);
        Assert.Equal(1_000, _influx.Lines.Count);
        Assert.Empty(_deadLetters.Counts);
    }

    [Fact]
    public async Task A_server_that_fails_while_a_bad_point_is_looked_for_changes_nothing()
    {
        _influx.IsBad = line => line.Contains("value=13i", StringComparison.Ordinal);
        _influx.TakesTheRest = false;
        for (var i = 0; i < 4; i++)
        {
            _influx.Script.Enqueue(FakeInflux.Status(400, "bad"));
            _influx.Script.Enqueue(FakeInflux.Status(500));
        }
        await using var store = Open();
        await store.WriteAsync(Points(100), 1, default).WaitAsync(Deadline);
        Assert.Equal(99, _influx.Lines.Count);
        Assert.Equal(1, store.Status.PointsRefused);
    }

    [Fact]
    public async Task The_second_api_is_addressed_with_organisation_bucket_and_token_and_can_be_compressed()
    {
        await File.WriteAllTextAsync(_directory.File("token"), "s3cret\n");
        await using var store = Open(options =>
        {
            (options.Api, options.Organization, options.Database) = (InfluxApi.V2, "my org", "b&b");
            (options.TokenFile, options.Gzip) = (_directory.File("token"), InfluxGzip.On);
        });
        await store.WriteAsync(Points(10), 1, default).WaitAsync(Deadline);
        Assert.Equal(
            [("POST /api/v2/write?org=my%20org&bucket=b%26b&precision=ns", "Token s3cret", "gzip")], _influx.Requests);
        Assert.Equal(10, _influx.Lines.Count);
    }

    [Fact]
    public async Task The_first_api_makes_the_database_and_takes_a_user_and_is_not_compressed_on_this_machine()
    {
        await File.WriteAllTextAsync(_directory.File("token"), "user:pass:word");
        await using var store = Open(options => options.TokenFile = _directory.File("token"));
        await store.WriteAsync(Points(10), 1, default).WaitAsync(Deadline);
        var basic = "Basic " + Convert.ToBase64String("user:pass:word"u8);
        Assert.Equal([("POST /query", basic, ""), ("POST /write?db=opcspaces&precision=ns", basic, "")], _influx.Requests);
    }

    [Fact]
    public async Task An_exchanged_token_is_picked_up_without_a_restart_and_no_token_is_told()
    {
        await File.WriteAllTextAsync(_directory.File("token"), "old-s3cret");
        await using var store = Open(options => (options.Api, options.TokenFile) = (InfluxApi.V2, _directory.File("token")));
        for (var i = 0; i < 3; i++)
        {
            _influx.Script.Enqueue(async context =>
            {
                await File.WriteAllTextAsync(_directory.File("token"), "new-s3cret");
                await FakeInflux.Status(401, "unauthorized")(context);
            });
        }
        await store.WriteAsync(Points(1), 1, default).WaitAsync(Deadline);
        Assert.Equal(
            ["Token old-s3cret", "Token new-s3cret", "Token new-s3cret", "Token new-s3cret"],
            _influx.Requests.Select(request => request.Authorization));
        Assert.DoesNotContain("s3cret", store.Status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_cannot_be_read_is_waited_for()
    {
        await using var store = Open(options => (options.Api, options.TokenFile) = (InfluxApi.V2, _directory.File("token")));
        var writing = store.WriteAsync(Points(1), 1, default);
        await Eventually.ThatAsync(() => store.Status.Retries > 0, Deadline, "a retry");
        Assert.Contains("token", store.Status.LastFault, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_directory.File("token"), "s3cret");
        await writing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Another_target_begins_at_the_beginning()
    {
        await using (var store = Open())
            await store.WriteAsync(Points(1), 5, default).WaitAsync(Deadline);
        await using (var same = Open())
            Assert.Equal(5, same.Position);
        await using var other = Open(options => options.Database = "other");
        Assert.Equal(0, other.Position);
    }

    [Fact]
    public async Task A_question_to_a_server_that_fails_throws_with_its_words()
    {
        await using var store = Open(options => options.Url = $"http://127.0.0.1:{FreePort.Next()}");
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => store.CountAsync(Key, default));
        await using var nonsense = Open(); // the fake answers questions with nothing at all
        await Assert.ThrowsAsync<SeriesUnavailableException>(() => nonsense.CountAsync(Key, default));
    }

    private static SeriesKey Key => new("occupancy", "opc", "zone-1", "desk/1", "value");

    private static SeriesBatch Points(int count, long journalId = 1)
    {
        var batch = new SeriesBatch();
        batch.BeginEntry(journalId);
        for (var i = 0; i < count; i++)
            batch.Add(Key, i, SeriesValue.Of((long)i));
        return batch;
    }

    private InfluxSeriesStore Open(Action<InfluxOptions>? change = null, TimeProvider? time = null)
    {
        var options = new InfluxOptions
        {
            Url = _influx.Url,
            PositionPath = _directory.File("influx.db"),
            Retry = new RetryOptions { FirstDelayMs = 1, MaxDelayMs = 2 },
        };
        change?.Invoke(options);
        return new InfluxSeriesStore(options, _deadLetters, time ?? TimeProvider.System);
    }
}
