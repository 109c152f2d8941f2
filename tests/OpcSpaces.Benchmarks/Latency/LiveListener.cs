using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OpcSpaces.Benchmarks.Latency;

/// <summary>
/// A client of <c>/api/v1/live</c> over HTTP, like the page. For each desk that an event shows as occupied, it reads the time of
/// the pin change from shared memory. The measured time ends when the event was read from the socket.
/// </summary>
internal sealed class LiveListener(HttpClient client, MemoryMappedViewAccessor stamps, IReadOnlyDictionary<string, int> desks)
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly List<double> _milliseconds = [];

    public int Events { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Returns what was measured since the last call.</summary>
    public List<double> Take()
    {
        lock (_gate)
        {
            var taken = _milliseconds.ToList();
            _milliseconds.Clear();
            return taken;
        }
    }

    /// <summary>Listens until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stream = await client.GetStreamAsync("api/v1/live", stop);
        var events = SseParser.Create(stream, (type, data) => (Type: type, Data: data.ToArray(), At: Stopwatch.GetTimestamp()));
        await foreach (var item in events.EnumerateAsync(stop))
            Take(item.Data.Type, item.Data.Data, item.Data.At);
    }

    private void Take(string type, byte[] data, long at)
    {
        lock (_gate)
        {
            (Events, Bytes) = (Events + 1, Bytes + data.Length);
            if (type is not ("change" or "snapshot"))
                return;
            using var json = JsonDocument.Parse(data);
            foreach (var desk in json.RootElement.GetProperty("desks").EnumerateArray())
            {
                if (desk.GetProperty("state").ValueEquals("occupied"u8))
                    TakeStamp(desk.GetProperty("key").GetString()!, at);
            }
        }
    }

    private void TakeStamp(string key, long at)
    {
        var place = desks[key] * (long)sizeof(long);
        var stamp = stamps.ReadInt64(place);
        if (stamp == 0)
            return;
        stamps.Write(place, 0L);
        _milliseconds.Add(Stopwatch.GetElapsedTime(stamp, at).TotalMilliseconds);
    }
}
