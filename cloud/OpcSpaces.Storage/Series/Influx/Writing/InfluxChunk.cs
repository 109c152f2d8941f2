using OpcSpaces.Storage.Series.Influx.Lines;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>The lines of one request, and which point of the batch each of them is. Reused.</summary>
internal sealed class InfluxChunk : IDisposable
{
    private readonly LineBuffer _lines = new();
    private readonly List<int> _indexes = [];

    public int Count => _lines.Count;

    /// <summary>Takes points from <paramref name="first"/> on, sets aside those that no server takes, and returns the first one that is not in it.</summary>
    public int Fill(SeriesBatch batch, int first, int maxPoints, SeriesSlots<LineSeries> series, RefusedPoints refused)
    {
        _lines.Clear();
        _indexes.Clear();
        var points = batch.Points;
        var end = Math.Min(points.Length, first + maxPoints);
        for (var i = first; i < end; i++)
        {
            ref readonly var point = ref points[i];
            var line = series[point.Series];
            if ((line.Fault ?? SeriesRefusal.Find(point)) is { } fault)
            {
                refused.Add(batch, i, fault);
                continue;
            }
            _lines.Append(line, point);
            _indexes.Add(i);
        }
        return end;
    }

    /// <summary>Takes out every line for which <paramref name="drops"/> says so.</summary>
    public void Remove(Predicate<int> drops)
    {
        _lines.Remove(drops);
        var line = 0;
        _indexes.RemoveAll(_ => drops(line++));
    }

    public int IndexInBatch(int line) => _indexes[line];

    public ReadOnlyMemory<byte> Slice(int first, int end) => _lines.Slice(first, end);

    public void Dispose() => _lines.Dispose();
}
