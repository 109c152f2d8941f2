using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Sends a chunk until the server has taken everything in it that it ever will. Thread-safe.</summary>
internal sealed class InfluxSender(IInfluxTransport transport, RetryDelays delays, RefusedPoints refused, InfluxOutage outage)
{
    private long _retries;
    private volatile bool _isPrepared;

    public long Retries => Interlocked.Read(ref _retries);

    public Task SendAsync(SeriesBatch batch, InfluxChunk chunk, CancellationToken cancellation) =>
        SendAsync(batch, chunk, 0, chunk.Count, cancellation);

    /// <summary>
    /// A server says that something is wrong with a request and not with which line, and may or may not have taken the rest. So the
    /// request is halved until the bad line stands alone; what is written twice on the way changes nothing.
    /// </summary>
    private async Task SendAsync(SeriesBatch batch, InfluxChunk chunk, int first, int end, CancellationToken cancellation)
    {
        var answer = await SendUntilAnsweredAsync(chunk.Slice(first, end), cancellation);
        if (answer.Verdict == InfluxVerdict.Taken)
            return;
        if (end - first == 1)
        {
            refused.Add(batch, chunk.IndexInBatch(first), answer.Text);
            return;
        }
        var middle = (first + end) / 2;
        await SendAsync(batch, chunk, first, middle, cancellation);
        await SendAsync(batch, chunk, middle, end, cancellation);
    }

    private async Task<InfluxAnswer> SendUntilAnsweredAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await AttemptAsync(lines, cancellation);
            if (answer.Verdict != InfluxVerdict.Unavailable)
            {
                delays.Succeeded();
                outage.Succeeded();
                return answer;
            }
            outage.Failed(answer);
            _isPrepared = false; // a server that was away may have come back empty
            await delays.WaitAsync(answer.RetryAfter, cancellation);
            Interlocked.Increment(ref _retries);
        }
    }

    private async Task<InfluxAnswer> AttemptAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        if (!_isPrepared)
        {
            // It may be forbidden to us although the database is there: only the write itself decides.
            _isPrepared = (await transport.PrepareDatabaseAsync(cancellation)).Verdict != InfluxVerdict.Unavailable;
        }
        return await transport.WriteAsync(lines, cancellation);
    }
}
