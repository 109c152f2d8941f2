using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>
/// The same InfluxDB alone: line protocol that is prepared before the measurement, 5,000 points in a request and two requests at a
/// time (as our store writes), into an empty database each time. CPU is that of the server.
/// </summary>
internal sealed class BareInflux : IDisposable
{
    private const int PointsPerRequest = 5_000;
    private const int Parallel = 2;
    private readonly HttpClient _http = new();
    private readonly InfluxServer _server;
    private readonly List<byte[]> _requests;
    private readonly int _points;
    private int _runs;

    public BareInflux(InfluxServer server, PreparedRows prepared)
    {
        (_server, _points) = (server, prepared.Rows.Length);
        _requests = [.. prepared.Rows.Chunk(PointsPerRequest).Select(rows => Lines(prepared.Heads, rows))];
    }

    public async Task<BareCost> RunAsync(CancellationToken stop)
    {
        var database = $"bare{++_runs}";
        await _server.QueryAsync($"CREATE DATABASE \"{database}\"");
        var address = new Uri(_server.Url, $"/write?db={database}");
        var (cpu, started) = (_server.Process.CpuTime, Stopwatch.GetTimestamp());
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stop };
        await System.Threading.Tasks.Parallel.ForEachAsync(_requests, options, async (lines, cancellation) =>
        {
            using var content = new ByteArrayContent(lines);
            using var answer = await _http.PostAsync(address, content, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var used = (_server.Process.CpuTime - cpu).TotalSeconds;
        await _server.QueryAsync($"DROP DATABASE \"{database}\"");
        return new BareCost(_points / seconds, used / _points * 1e6);
    }

    public void Dispose() => _http.Dispose();

    private static byte[] Lines(IReadOnlyList<string> heads, PreparedRow[] rows)
    {
        var text = new StringBuilder(rows.Length * 90);
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"{heads[row.Series]}{row.Value}{(row.IsInteger ? "i" : "")} {row.TimeNs}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
