using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>
/// Finds which lines of a refused request are older than the server's retention. A retention is a limit of time: when one line is too old,
/// every older one is too. So the newest such line is found by halving, with a few requests. A line is too old when the server says so
/// in its refusal, or when it refuses a line without fault of the same time while it takes one of now.
/// </summary>
/// <param name="send">Sends lines until the server has taken or refused them.</param>
internal sealed class RetentionSearch(Func<ReadOnlyMemory<byte>, CancellationToken, Task<InfluxAnswer>> send)
{
    /// <summary>The time of the newest line that is too old, and the server's words; null when none is.</summary>
    public async Task<TooOld?> FindNewestTooOldAsync(SeriesBatch batch, InfluxChunk chunk, InfluxAnswer refusal, CancellationToken cancellation)
    {
        var lines = ByTime(batch, chunk);
        if (chunk.Count == 1 && refusal.NamesRetention)
            return new TooOld(lines[0], refusal.Text);
        if (await JudgeAsync(chunk, lines[0], refusal, cancellation) is not { } oldest)
            return null;
        var (newest, from, to) = (oldest, 1, lines.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (await JudgeAsync(chunk, lines[middle], refusal: null, cancellation) is { } found)
                (newest, from) = (found, middle + 1);
            else
                to = middle;
        }

        return newest;
    }

    /// <summary>Asks again about a line that was found: the server may have refused everything for that moment only.</summary>
    public async Task<bool> IsStillTooOldAsync(InfluxChunk chunk, TooOld found, CancellationToken cancellation) =>
        await JudgeAsync(chunk, found.At, refusal: null, cancellation) is not null;

    private static (long TimeNs, int Line)[] ByTime(SeriesBatch batch, InfluxChunk chunk)
    {
        var points = batch.Points;
        var lines = new (long TimeNs, int Line)[chunk.Count];
        for (var line = 0; line < lines.Length; line++)
            lines[line] = (points[chunk.IndexInBatch(line)].TimeNs, line);
        Array.Sort(lines);
        return lines;
    }

    /// <param name="chunk">Where the line is.</param>
    /// <param name="at">The line and its time.</param>
    /// <param name="refusal">What the server said about a request that holds the line: it spares a request when it does not name the retention.</param>
    /// <param name="cancellation">Ends the waiting for the server.</param>
    private async Task<TooOld?> JudgeAsync(InfluxChunk chunk, (long TimeNs, int Line) at, InfluxAnswer? refusal, CancellationToken cancellation)
    {
        if (refusal is null or { NamesRetention: true })
        {
            var alone = await send(chunk.Slice(at.Line, at.Line + 1), cancellation);
            if (alone.Verdict == InfluxVerdict.Taken)
                return null;
            if (alone.NamesRetention)
                return new TooOld(at, alone.Text);
        }

        var probe = await send(ProbeLine.Beside(at.TimeNs), cancellation);
        return probe.Verdict == InfluxVerdict.Refused ? new TooOld(at, probe.Text) : null;
    }
}

/// <summary>The newest line that the server no longer keeps.</summary>
/// <param name="At">Its time (ns since 1970 UTC) and its place in the chunk.</param>
/// <param name="Words">The server's.</param>
internal sealed record TooOld((long TimeNs, int Line) At, string Words);
