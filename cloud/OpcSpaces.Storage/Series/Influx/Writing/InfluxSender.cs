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

    /// <summary>
    /// A server says that a request has a fault, but not in which line, and it may or may not have taken the other lines. So single lines
    /// are tried until the server takes one, and then the request is halved until the bad lines are alone. While it takes none of several
    /// lines, nothing is set aside: that is an outage, and not a fault of each line. Lines that are written twice on the way change nothing.
    /// What is older than the server's retention is set aside before that search, because then every older line has the same fault.
    /// </summary>
    public async Task SendAsync(SeriesBatch batch, InfluxChunk chunk, CancellationToken cancellation)
    {
        var samples = new SampleLines(chunk.Count);
        while (chunk.Count > 0)
        {
            var isAlone = chunk.Count == 1;
            var answer = await SendUntilAnsweredAsync(chunk.Slice(0, chunk.Count), isAlone, ProbeLine.At(time.GetUtcNow()), cancellation);
            if (answer.Verdict == InfluxVerdict.Taken)
                return;
            if (await RemoveTooOldAsync(batch, chunk, answer, cancellation))
            {
                samples = new SampleLines(chunk.Count);
                continue;
            }

            if (isAlone)
                refused.Add(batch, chunk.IndexInBatch(0), answer.Text);
            else if (await FindTakenAsync(chunk, samples, cancellation) is { } taken)
                await HalveAsync(batch, chunk, 0, chunk.Count, taken, cancellation);
            else
            {
                await WaitOutAsync(answer with { Verdict = InfluxVerdict.Unavailable, Trouble = InfluxTrouble.Everything }, cancellation);
                continue;
            }

            Succeeded();
            return;
        }
    }

    /// <summary>Sets aside the lines that are older than the server's retention. False when there are none.</summary>
    private async Task<bool> RemoveTooOldAsync(SeriesBatch batch, InfluxChunk chunk, InfluxAnswer refusal, CancellationToken cancellation)
    {
        var retention = new RetentionSearch(AskAsync);
        if (await retention.FindNewestTooOldAsync(batch, chunk, refusal, cancellation) is not { } tooOld)
            return false;
        // A server whose clock jumped refuses the present too: then the readings wait.
        if ((await AskAsync(ProbeLine.At(time.GetUtcNow()), cancellation)).Verdict != InfluxVerdict.Taken)
            return false;
        if (!await retention.IsStillTooOldAsync(chunk, tooOld, cancellation))
            return false;
        bool IsTooOld(int line) => TimeOf(batch, chunk, line) <= tooOld.At.TimeNs;
        for (var line = 0; line < chunk.Count; line++)
        {
            if (IsTooOld(line))
                refused.Add(batch, chunk.IndexInBatch(line), $"older than the store's retention: {tooOld.Words}", SeriesRefusal.TooOldReason);
        }

        var times = Enumerable.Range(0, chunk.Count).Select(IsTooOld).ToArray();
        chunk.Remove(line => times[line]);
        Succeeded();
        return true;
    }

    private static long TimeOf(SeriesBatch batch, InfluxChunk chunk, int line) => batch.Points[chunk.IndexInBatch(line)].TimeNs;

    /// <summary>The first of the next samples that the server takes; null when it takes none of them.</summary>
    private async Task<ReadOnlyMemory<byte>?> FindTakenAsync(InfluxChunk chunk, SampleLines samples, CancellationToken cancellation)
    {
        foreach (var at in samples.Next())
        {
            var line = chunk.Slice(at, at + 1);
            if ((await SendUntilAnsweredAsync(line, isAlone: false, probe: null, cancellation)).Verdict == InfluxVerdict.Taken)
                return line;
        }

        return null;
    }

    /// <summary>
    /// Sends both halves of a request that was refused. Before a line is set aside, one that the server took before is sent again: a server
    /// that refuses that too takes nothing at all by now. Then the line is sent once more, because that may have ended between the two.
    /// </summary>
    private async Task HalveAsync(SeriesBatch batch, InfluxChunk chunk, int first, int end, ReadOnlyMemory<byte> taken, CancellationToken cancellation)
    {
        var middle = (first + end) / 2;
        foreach (var (from, to) in new[] { (first, middle), (middle, end) })
        {
            var isAlone = to - from == 1;
            var answer = await SendUntilAnsweredAsync(chunk.Slice(from, to), isAlone, isAlone ? taken : null, cancellation);
            if (answer.Verdict == InfluxVerdict.Taken)
                continue;
            if (isAlone)
                refused.Add(batch, chunk.IndexInBatch(from), answer.Text);
            else
                await HalveAsync(batch, chunk, from, to, taken, cancellation);
        }
    }

    /// <summary>Taken or refused. With a probe, it is refused only while the server takes the probe.</summary>
    private async Task<InfluxAnswer> SendUntilAnsweredAsync(ReadOnlyMemory<byte> lines, bool isAlone, ReadOnlyMemory<byte>? probe, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await AttemptAsync(lines, cancellation);
            if (probe is { } known && answer.Verdict == InfluxVerdict.Refused)
                answer = await ReconsiderAsync(answer, known, cancellation);
            if (isAlone && answer.Verdict == InfluxVerdict.Refused)
                answer = await AttemptAsync(lines, cancellation);
            if (answer.Verdict == InfluxVerdict.Taken)
                Succeeded();
            if (answer.Verdict != InfluxVerdict.Unavailable)
                return answer;
            await WaitOutAsync(answer, cancellation);
        }
    }

    /// <summary>Taken or refused. It ends no outage: a probe that is taken does not prove that readings are.</summary>
    private async Task<InfluxAnswer> AskAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await AttemptAsync(line, cancellation);
            if (answer.Verdict != InfluxVerdict.Unavailable)
                return answer;
            await WaitOutAsync(answer, cancellation);
        }
    }

    private async Task WaitOutAsync(InfluxAnswer answer, CancellationToken cancellation)
    {
        outage.Failed(answer);
        _isPrepared = false; // the server may come back without the database
        await delays.WaitAsync(answer.RetryAfter, cancellation);
        Interlocked.Increment(ref _retries);
    }

    private void Succeeded()
    {
        delays.Succeeded();
        outage.Succeeded();
    }

    /// <summary>The refusal, if the server takes the probe; else what it answers to that.</summary>
    private async Task<InfluxAnswer> ReconsiderAsync(InfluxAnswer refusal, ReadOnlyMemory<byte> probe, CancellationToken cancellation)
    {
        var answer = await transport.WriteAsync(probe, cancellation);
        return answer.Verdict switch
        {
            InfluxVerdict.Taken => refusal,
            InfluxVerdict.Refused => refusal with { Verdict = InfluxVerdict.Unavailable, Trouble = InfluxTrouble.Everything },
            _ => answer,
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
