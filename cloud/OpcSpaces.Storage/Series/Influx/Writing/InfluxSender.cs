using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Servers;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Sends a chunk until the server has taken every point that it does not refuse. Thread-safe.</summary>
internal sealed class InfluxSender(
    IInfluxTransport transport, IInfluxServer server, RetryDelays delays, RefusedPoints refused, InfluxOutage outage, TimeProvider time)
{
    private long _retries;
    private volatile bool _isPrepared;
    private volatile string? _targetFix; // why the database could not be created, and what to do

    public long Retries => Interlocked.Read(ref _retries);

    public Task SendAsync(SeriesBatch batch, InfluxChunk chunk, CancellationToken cancellation) =>
        SendAsync(batch, chunk, 0, chunk.Count, cancellation);

    /// <summary>
    /// A server says that a request has a fault, but not in which line, and it may or may not have taken the other lines. So the request
    /// is halved until the bad line is alone. Lines that are written twice on the way change nothing. Before a request is halved for the
    /// first time, and before a line is set aside, a line without fault is sent: a server that refuses that too takes nothing at all,
    /// which is an outage and no fault of the lines. A line that is alone is sent once more after that, because the outage may have ended
    /// between the two.
    /// </summary>
    private async Task SendAsync(SeriesBatch batch, InfluxChunk chunk, int first, int end, CancellationToken cancellation)
    {
        var isAlone = end - first == 1;
        var answer = await SendUntilAnsweredAsync(chunk.Slice(first, end), isAlone, isAlone || end - first == chunk.Count, cancellation);
        if (answer.Verdict == InfluxVerdict.Taken)
            return;
        if (isAlone)
        {
            refused.Add(batch, chunk.IndexInBatch(first), answer.Text);
            return;
        }
        var middle = (first + end) / 2;
        await SendAsync(batch, chunk, first, middle, cancellation);
        await SendAsync(batch, chunk, middle, end, cancellation);
    }

    private async Task<InfluxAnswer> SendUntilAnsweredAsync(ReadOnlyMemory<byte> lines, bool isAlone, bool isDecisive, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await AttemptAsync(lines, cancellation);
            if (isDecisive && answer.Verdict == InfluxVerdict.Refused)
                answer = await ReconsiderAsync(answer, cancellation);
            if (isAlone && answer.Verdict == InfluxVerdict.Refused)
                answer = await AttemptAsync(lines, cancellation);
            if (answer.Verdict != InfluxVerdict.Unavailable)
            {
                delays.Succeeded();
                outage.Succeeded();
                return answer;
            }
            outage.Failed(answer);
            _isPrepared = false; // the server may come back without the database
            await delays.WaitAsync(answer.RetryAfter, cancellation);
            Interlocked.Increment(ref _retries);
        }
    }

    /// <summary>The refusal, if the server takes a line without fault; else what it answers to that.</summary>
    private async Task<InfluxAnswer> ReconsiderAsync(InfluxAnswer refusal, CancellationToken cancellation)
    {
        var probe = await transport.WriteAsync(ProbeLine.At(time.GetUtcNow()), cancellation);
        return probe.Verdict switch
        {
            InfluxVerdict.Taken => refusal,
            InfluxVerdict.Refused => refusal with { Verdict = InfluxVerdict.Unavailable, Trouble = InfluxTrouble.Everything },
            _ => probe,
        };
    }

    private async Task<InfluxAnswer> AttemptAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        if (!_isPrepared)
        {
            // The token may be forbidden to create a database that exists: only the write itself decides.
            var prepared = await server.PrepareAsync(cancellation);
            _targetFix = prepared.Fix;
            _isPrepared = prepared.Verdict != InfluxVerdict.Unavailable;
        }
        var answer = await transport.WriteAsync(lines, cancellation);
        return answer.Trouble switch
        {
            InfluxTrouble.Target => answer with { Fix = _targetFix },
            InfluxTrouble.Rights => answer with { Fix = await server.FindRightsFixAsync(cancellation) },
            _ => answer,
        };
    }
}
