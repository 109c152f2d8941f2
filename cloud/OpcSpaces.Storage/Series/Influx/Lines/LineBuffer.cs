using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series.Influx.Lines;

/// <summary>
/// Readings as line protocol, in one growing pooled buffer. One line per reading:
/// <c>measurement,community=c,point=p,zone=z field=value[,field_quality=500i] time_ns</c>. Booleans are 0i and 1i, integers end in
/// i, floats are the shortest decimal, strings are quoted. A null value leaves the quality alone. Benchmark: storage, lines.
/// </summary>
internal sealed class LineBuffer : IDisposable
{
    private const int MostNumberBytes = 64; // value, quality and time without the series' own text
    private readonly List<int> _starts = [];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _length;

    public int Count => _starts.Count;

    /// <summary>The bytes of the lines first ≤ i &lt; end.</summary>
    public ReadOnlyMemory<byte> Slice(int first, int end)
    {
        var to = end < _starts.Count ? _starts[end] : _length;
        return _bytes.AsMemory(_starts[first], to - _starts[first]);
    }

    public void Clear()
    {
        _starts.Clear();
        _length = 0;
    }

    /// <summary>Takes out every line for which <paramref name="drops"/> says so. The others keep their order.</summary>
    public void Remove(Predicate<int> drops)
    {
        var (kept, to) = (0, 0);
        for (var i = 0; i < _starts.Count; i++)
        {
            var (from, end) = (_starts[i], i + 1 < _starts.Count ? _starts[i + 1] : _length);
            if (drops(i))
                continue;
            _bytes.AsSpan(from, end - from).CopyTo(_bytes.AsSpan(to));
            _starts[kept++] = to;
            to += end - from;
        }
        _starts.RemoveRange(kept, _starts.Count - kept);
        _length = to;
    }

    public void Append(LineSeries series, in SeriesPoint point)
    {
        _starts.Add(_length);
        var text = point.Value.Kind == PointValueKind.Text ? point.Value.AsText : "";
        Reserve(series.HeadAndField.Length + series.QualityField.Length + (text.Length * 6) + (2 * MostNumberBytes));

        if (point.Value.IsNull)
        {
            Write(series.Head);
        }
        else
        {
            Write(series.HeadAndField);
            WriteValue(point.Value, text);
        }
        if (point.Value.IsNull || point.Quality != QualityCode.Good)
        {
            if (!point.Value.IsNull)
                _bytes[_length++] = (byte)',';
            Write(series.QualityField);
            WriteInteger(point.Quality);
            _bytes[_length++] = (byte)'i';
        }
        _bytes[_length++] = (byte)' ';
        WriteInteger(point.TimeNs);
        _bytes[_length++] = (byte)'\n';
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void WriteValue(in PointValue value, string text)
    {
        switch (value.Kind)
        {
            case PointValueKind.Single:
                WriteNumber(DecimalNumber.Widen(value.AsSingle));
                break;
            case PointValueKind.Double:
                WriteNumber(value.AsDouble);
                break;
            case PointValueKind.Text:
                WriteText(text);
                break;
            default:
                WriteInteger(value.AsInteger);
                _bytes[_length++] = (byte)'i';
                break;
        }
    }

    /// <summary>Sensors have few decimal places, and those are four times as fast as the shortest form of any double.</summary>
    private void WriteNumber(double value)
    {
        if (!DecimalNumber.TryScale(value, out var thousandths) || (thousandths == 0 && double.IsNegative(value)))
        {
            _ = value.TryFormat(_bytes.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
            _length += written;
            return;
        }
        if (thousandths < 0)
        {
            _bytes[_length++] = (byte)'-';
            thousandths = -thousandths;
        }
        var (whole, rest) = Math.DivRem(thousandths, 1000);
        WriteInteger(whole);
        if (rest == 0)
            return;
        _bytes[_length++] = (byte)'.';
        for (var place = 100; rest > 0; place /= 10)
        {
            _bytes[_length++] = (byte)('0' + (rest / place));
            rest %= place;
        }
    }

    private void WriteText(string text)
    {
        _bytes[_length++] = (byte)'"';
        var start = _length;
        // Six bytes per character were reserved: three of UTF-8, each with room for a backslash.
        var utf8 = _bytes.AsSpan(start + (text.Length * 3), text.Length * 3);
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        foreach (var letter in utf8)
        {
            if (letter is (byte)'"' or (byte)'\\')
                _bytes[_length++] = (byte)'\\';
            _bytes[_length++] = letter;
        }
        _bytes[_length++] = (byte)'"';
    }

    private void WriteInteger(long value)
    {
        _ = Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written);
        _length += written;
    }

    private void Write(byte[] bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length >= bytes)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + bytes));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
