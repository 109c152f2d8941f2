using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Tests.Series.Influx.Servers;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Series.Influx.Writing;

/// <summary>A server's retention, and answers without an end.</summary>
public abstract partial class InfluxFaultContract
{
    private const long HourNs = 3_600_000_000_000;

    /// <summary>By the server's words, and where it has others, by a line without fault of the same time.</summary>
    [Theory]
    [InlineData("points beyond retention policy", true, true)]
    [InlineData("points beyond retention policy", false, true)]
    [InlineData("time out of range", true, false)]
    [InlineData("time out of range", false, false)]
    public async Task What_is_older_than_the_retention_is_set_aside_with_that_reason_and_the_rest_goes_in(string words, bool serverTakesTheRest, bool takesOldProbes)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var oldest = now - HourNs - (HourNs / 2);
        (Influx.Refusal, Influx.TakesTheRest) = (words, serverTakesTheRest);
        Influx.IsBad = line => FakeInflux.TimeNs(line) < oldest && !(takesOldProbes && line.StartsWith("opcspaces_probe", StringComparison.Ordinal));
        var log = new RecordingLogger<InfluxSeriesStore>();
        await using var store = Open(logger: log);
        await store.WriteAsync(At(now - (2 * HourNs), 3, journalId: 1), 1, default).WaitAsync(Deadline);
        Assert.Equal((1L, 0L, 3L), (store.Position, store.Status.PointsWritten, store.Status.PointsRefused));

        await store.WriteAsync(At(now, 5, journalId: 2), 2, default).WaitAsync(Deadline);
        var mixed = At(now + HourNs, 200, journalId: 3);
        for (var i = 0; i < 500; i++)
            mixed.Add(Key, now - (3 * HourNs) + (i * 7_919 % 500), PointValue.Of((long)i));
        await store.WriteAsync(mixed, 3, default).WaitAsync(Deadline);
        Assert.Equal((3L, 205L, 503L, null), (store.Position, store.Status.PointsWritten, store.Status.PointsRefused, store.Status.Outage));
        Assert.Equal(205, Influx.Lines.Count);
        Assert.Empty(log.Messages);
        Assert.Equal([new DeadLetterCount("beyond-retention", 503)], _deadLetters.Counts);
        Assert.All(_deadLetters.ReadNewest(10), stored => Assert.Contains($"older than the store's retention: HTTP 400: {{\"error\":\"partial write: {words}", stored.Letter.Text, StringComparison.Ordinal));
        Assert.InRange(Influx.Writes, 1, 100); // a search by halving, not one request a point
    }

    [Fact]
    public async Task A_server_that_calls_the_present_too_old_is_an_outage_that_sets_nothing_aside()
    {
        Influx.Refusal = "points beyond retention policy";
        Influx.IsBad = _ => true;
        await using var store = Open();
        var writing = store.WriteAsync(Points(10), 3, default);
        await Eventually.ThatAsync(() => store.Status.Retries >= 3, Deadline, "retries");
        Assert.Empty(_deadLetters.Counts);
        Influx.IsBad = _ => false;
        await writing.WaitAsync(Deadline);
        Assert.Equal((10, 0L), (Influx.Lines.Count, store.Status.PointsRefused));
    }

    [Theory]
    [InlineData(500, "HTTP 500: xxx")]
    [InlineData(200, "HTTP 200: xxx")]
    [InlineData(400, "")]
    public async Task An_answer_without_an_end_is_read_up_to_a_limit(int status, string fault)
    {
        Influx.Script.Enqueue(FakeInflux.Endless(status));
        await using var store = Open(options => options.TimeoutMs = 600_000);
        await store.WriteAsync(Points(10), 3, default).WaitAsync(Deadline);
        Assert.Equal((10, 3L), (Influx.Lines.Count, store.Position));
        Assert.StartsWith(fault, store.Status.LastFault ?? "", StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, store.Status.LastFault is null);
    }

    private static SeriesBatch At(long fromNs, int count, long journalId)
    {
        var batch = new SeriesBatch();
        batch.BeginEntry(journalId);
        for (var i = 0; i < count; i++)
            batch.Add(Key, fromNs + i, PointValue.Of((long)i));
        return batch;
    }
}
