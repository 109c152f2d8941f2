using System.Globalization;
using CsvHelper;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>
/// Reads a CSV file with the columns <c>Date</c> (2017-12-22), <c>Time</c> (10:49:41) and one or more columns of motion (0 or 1).
/// Throws <see cref="RecordingException"/> with every fault of the file.
/// </summary>
public sealed class RecordingReader
{
    /// <summary>The largest recording that is read: a year of ten detectors, one row a second, is about 1 GiB.</summary>
    internal const long MostBytes = 1L << 30;

    private const int LongestRowBytes = 64 * 1024;

    // A damaged file must not fill the screen.
    private const int MostQuoted = 60;

    // Each becomes a desk of one room, which must fit on a floor.
    private const int MostColumns = 400;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/M/d"];
    private static readonly string[] TimeFormats = ["H:mm:ss", "H:mm:ss.FFF"];

    private readonly List<RecordingFault> _faults = [];
    private readonly List<RecordedRow> _rows = [];
    private readonly IReadOnlyList<string>? _wanted;
    private readonly TimeSpan _utcOffset;

    private RecordingReader(IReadOnlyList<string>? columns, TimeSpan utcOffset) => (_wanted, _utcOffset) = (columns, utcOffset);

    /// <param name="columns">The motion columns; by default all whose name ends in <c>_PIR</c>.</param>
    /// <param name="utcOffset">By how much the recording's clock is ahead of UTC.</param>
    public static Recording ReadFile(string file, IReadOnlyList<string>? columns = null, TimeSpan utcOffset = default)
    {
        try
        {
            using var stream = NamedFile.OpenRead(file, MostBytes);
            RefuseBinary(stream, file);
            using var text = new StreamReader(stream);
            return Read(text, file, columns, utcOffset);
        }
        catch (NamedFileException exception)
        {
            throw new RecordingException(file, [new RecordingFault(0, $"{exception.Fault}: {exception.Fix}")]);
        }
        catch (IOException exception)
        {
            throw new RecordingException(file, [new RecordingFault(0, $"cannot be read ({exception.Message}): give a CSV file that this account can read")]);
        }
    }

    public static Recording Read(TextReader text, string file, IReadOnlyList<string>? columns = null, TimeSpan utcOffset = default)
    {
        var reader = new RecordingReader(columns, utcOffset);
        var recording = reader.Read(text);
        return reader._faults.Count == 0 ? recording : throw new RecordingException(file, reader._faults);
    }

    // No text has a zero byte; every other kind of file has one early.
    private static void RefuseBinary(FileStream stream, string file)
    {
        var begin = new byte[4096];
        if (begin.AsSpan(0, stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false)).Contains((byte)0))
            throw new RecordingException(file, [new RecordingFault(0, "is not a text file: give a CSV file in UTF-8")]);
        stream.Position = 0;
    }

    private Recording Read(TextReader text)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            TrimWhitespace = true,
            // Otherwise one quote in a damaged row would swallow the rows after it.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = LongestRowBytes,
            OnMalformedRecord = bad => _faults.Add(new RecordingFault((int)bad.LineNumber, "has a quote in the wrong place: remove it")),
        });
        try
        {
            return Read(csv);
        }
        catch (CsvFormatException exception)
        {
            _faults.Add(new RecordingFault((int)exception.LineNumber, $"is not a row of a CSV file ({Quote(exception.Message)})"));
            return new Recording([], []);
        }
    }

    private Recording Read(CsvReader csv)
    {
        var header = csv.Headers.ToArray();
        if (header.Length == 0)
        {
            _faults.Add(new RecordingFault(0, "is empty: give a CSV file with a header and rows"));
            return new Recording([], []);
        }
        var layout = FindColumns(header);
        if (layout is not null)
            ReadRows(csv, header.Length, layout);
        return new Recording(layout?.Motion.Select(column => header[column]).ToList() ?? [], _rows);
    }

    private RecordingLayout? FindColumns(string[] header)
    {
        var wanted = _wanted ?? [.. header.Where(name => name.EndsWith("_PIR", StringComparison.OrdinalIgnoreCase))];
        foreach (var twice in header.GroupBy(name => name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            _faults.Add(new RecordingFault(1, $"has the column {Quote(twice.Key)} {twice.Count()} times: rename or remove all but one"));
        foreach (var missing in wanted.Prepend("Time").Prepend("Date").Except(header))
            _faults.Add(new RecordingFault(1, $"has no column {Quote(missing)}: its columns are {Terminal.Quote(string.Join(", ", header))}"));
        foreach (var twice in wanted.GroupBy(name => name).Where(group => group.Count() > 1 && _wanted is not null))
            _faults.Add(new RecordingFault(1, $"the column {Quote(twice.Key)} is asked for {twice.Count()} times: name it once"));
        if (wanted.Count > MostColumns)
            _faults.Add(new RecordingFault(1, $"has {wanted.Count} motion columns: at most {MostColumns} can be played"));
        if (wanted.Count == 0)
            _faults.Add(new RecordingFault(1, "has no column that ends in _PIR: give the motion columns with --columns"));
        // Without valid columns the rows cannot be read.
        return _faults.Count > 0
            ? null
            : new RecordingLayout(Array.IndexOf(header, "Date"), Array.IndexOf(header, "Time"), [.. wanted.Select(name => Array.IndexOf(header, name))]);
    }

    private void ReadRows(CsvReader csv, int columns, RecordingLayout layout)
    {
        DateTimeOffset? last = null;
        while (csv.Read())
        {
            if (csv.FieldCount != columns)
            {
                Fault(csv, $"has {csv.FieldCount} fields instead of {columns}");
                continue;
            }
            var at = ReadTime(csv, layout);
            if (at < last)
                Fault(csv, string.Create(CultureInfo.InvariantCulture, $"goes back in time, from {last:yyyy-MM-dd HH:mm:ss} to {at:yyyy-MM-dd HH:mm:ss}"));
            var levels = layout.Motion.Select(column => ReadLevel(csv, column)).ToArray();
            // Compared with the latest time so far, so that each row before it is a fault of its own.
            last = at < last ? last : at ?? last;
            if (at is { } time)
                _rows.Add(new RecordedRow(time, levels));
        }
        if (_rows.Count == 0 && _faults.Count == 0)
            _faults.Add(new RecordingFault(0, "has a header but no rows"));
    }

    private DateTimeOffset? ReadTime(CsvReader csv, RecordingLayout layout)
    {
        var (date, time) = (csv.GetString(layout.Date), csv.GetString(layout.Time));
        var hasDate = DateOnly.TryParseExact(date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var hasTime = TimeOnly.TryParseExact(time, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock);
        if (!hasDate)
            Fault(csv, $"has the date {Quote(date)}: write it as 2017-12-22");
        if (!hasTime)
            Fault(csv, $"has the time {Quote(time)}: write it as 10:49:41");
        if (!hasDate || !hasTime)
            return null;
        // The cloud would set aside every reading of another time.
        var isInYears = day.Year is > 1 and < BuildingClock.LastYear;
        if (isInYears && new DateTimeOffset(day.ToDateTime(clock), _utcOffset) is var at && at >= PlausibleTime.Earliest)
            return at;
        Fault(csv, string.Create(
            CultureInfo.InvariantCulture, $"has the date {Quote(date)}: use one from {PlausibleTime.Earliest:yyyy-MM-dd} to {BuildingClock.LastYear - 1}-12-31"));
        return null;
    }

    private bool ReadLevel(CsvReader csv, int column)
    {
        var value = csv.GetString(column);
        if (value is not ("0" or "1"))
            Fault(csv, $"has the motion value {Quote(value)}: use 0 or 1");
        return value == "1";
    }

    private static string Quote(string text) => Terminal.Quote(text, MostQuoted);

    private void Fault(CsvReader csv, string problem) => _faults.Add(new RecordingFault((int)csv.LineNumber, problem));
}

/// <summary>The indices of a recording's columns, from 0.</summary>
internal sealed record RecordingLayout(int Date, int Time, IReadOnlyList<int> Motion);
