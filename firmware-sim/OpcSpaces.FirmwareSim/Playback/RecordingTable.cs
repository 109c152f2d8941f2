using System.Globalization;
using CsvHelper;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>
/// Reads a CSV file with the columns <c>Date</c> (2017-12-22), <c>Time</c> (10:49:41) and others, whose meaning a derived class
/// knows. Collects every fault of the file, and then throws <see cref="RecordingException"/>. Reads one file.
/// </summary>
/// <param name="utcOffset">By how much the recording's clock is ahead of UTC.</param>
public abstract class RecordingTable(TimeSpan utcOffset)
{
    /// <summary>The largest recording that is read: a year of ten detectors, one row a second, is about 1 GiB.</summary>
    public const long MostBytes = 1L << 30;

    private const int LongestRowBytes = 64 * 1024;

    // A damaged file must not fill the screen.
    private const int MostQuoted = 60;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/M/d"];
    private static readonly string[] TimeFormats = ["H:mm:ss", "H:mm:ss.FFF"];

    private readonly List<RecordingFault> _faults = [];
    private CsvReader? _csv;

    /// <summary>Reads the whole file. Throws <see cref="RecordingException"/> with all its faults, also when it cannot be opened.</summary>
    protected void ReadAll(string file)
    {
        try
        {
            using var stream = NamedFile.OpenRead(file, MostBytes);
            RefuseBinary(stream, file);
            using var text = new StreamReader(stream);
            ReadAll(text, file);
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

    /// <summary>As <see cref="ReadAll(string)"/>, from a text; the name is for the faults.</summary>
    protected void ReadAll(TextReader text, string file)
    {
        ReadTable(text);
        if (_faults.Count > 0)
            throw new RecordingException(file, _faults);
    }

    /// <summary>Learns where the columns are. Without faults the rows follow.</summary>
    protected abstract void UseHeader(IReadOnlyList<string> header);

    /// <summary>One row with the right number of fields.</summary>
    /// <param name="at">Its time; null when it has none, which is a fault already.</param>
    protected abstract void UseRow(DateTimeOffset? at);

    /// <summary>A field of the current row.</summary>
    protected string Field(int column) => _csv!.GetString(column);

    /// <summary>The current row has a fault.</summary>
    protected void Fault(string problem) => _faults.Add(new RecordingFault((int)_csv!.LineNumber, problem));

    /// <summary>A line has a fault: 1 is the header, 0 the whole file.</summary>
    protected void Fault(int line, string problem) => _faults.Add(new RecordingFault(line, problem));

    /// <summary>What stands in the file, in quotation marks and not too long.</summary>
    protected static string Quote(string text) => Terminal.Quote(text, MostQuoted);

    // No text has a zero byte; every other kind of file has one early.
    private static void RefuseBinary(FileStream stream, string file)
    {
        var begin = new byte[4096];
        if (begin.AsSpan(0, stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false)).Contains((byte)0))
            throw new RecordingException(file, [new RecordingFault(0, "is not a text file: give a CSV file in UTF-8")]);
        stream.Position = 0;
    }

    private void ReadTable(TextReader text)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            TrimWhitespace = true,
            // Otherwise one quote in a damaged row would swallow the rows after it.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = LongestRowBytes,
            OnMalformedRecord = bad => Fault((int)bad.LineNumber, "has a quote in the wrong place: remove it"),
        });
        _csv = csv;
        try
        {
            ReadTable(csv);
        }
        catch (CsvFormatException exception)
        {
            Fault((int)exception.LineNumber, $"is not a row of a CSV file ({Quote(exception.Message)})");
        }
    }

    private void ReadTable(CsvReader csv)
    {
        var header = csv.Headers.ToArray();
        if (header.Length == 0)
        {
            Fault(0, "is empty: give a CSV file with a header and rows");
            return;
        }
        foreach (var twice in header.GroupBy(name => name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            Fault(1, $"has the column {Quote(twice.Key)} {twice.Count()} times: rename or remove all but one");
        RequireColumns(header, ["Date", "Time"]);
        UseHeader(header);
        // Without valid columns the rows cannot be read.
        if (_faults.Count == 0)
            ReadRows(csv, header.Length, (Array.IndexOf(header, "Date"), Array.IndexOf(header, "Time")));
    }

    /// <summary>Each of these columns that the header does not have is a fault.</summary>
    protected void RequireColumns(IReadOnlyList<string> header, IEnumerable<string> wanted)
    {
        foreach (var missing in wanted.Except(header))
            Fault(1, $"has no column {Quote(missing)}: its columns are {Terminal.Quote(string.Join(", ", header))}");
    }

    private void ReadRows(CsvReader csv, int columns, (int Date, int Time) layout)
    {
        DateTimeOffset? last = null;
        var rows = 0;
        while (csv.Read())
        {
            if (csv.FieldCount != columns)
            {
                Fault($"has {csv.FieldCount} fields instead of {columns}");
                continue;
            }
            var at = ReadTime(layout);
            if (at < last)
                Fault(string.Create(CultureInfo.InvariantCulture, $"goes back in time, from {last:yyyy-MM-dd HH:mm:ss} to {at:yyyy-MM-dd HH:mm:ss}"));
            UseRow(at);
            // Compared with the latest time so far, so that each row before it is a fault of its own.
            last = at < last ? last : at ?? last;
            if (at is not null)
                rows++;
        }
        if (rows == 0 && _faults.Count == 0)
            Fault(0, "has a header but no rows");
    }

    private DateTimeOffset? ReadTime((int Date, int Time) layout)
    {
        var (date, time) = (Field(layout.Date), Field(layout.Time));
        var hasDate = DateOnly.TryParseExact(date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var hasTime = TimeOnly.TryParseExact(time, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock);
        if (!hasDate)
            Fault($"has the date {Quote(date)}: write it as 2017-12-22");
        if (!hasTime)
            Fault($"has the time {Quote(time)}: write it as 10:49:41");
        if (!hasDate || !hasTime)
            return null;
        // The cloud would set aside every reading of another time.
        var isInYears = day.Year is > 1 and < BuildingClock.LastYear;
        if (isInYears && new DateTimeOffset(day.ToDateTime(clock), utcOffset) is var at && at >= PlausibleTime.Earliest)
            return at;
        Fault(string.Create(
            CultureInfo.InvariantCulture, $"has the date {Quote(date)}: use one from {PlausibleTime.Earliest:yyyy-MM-dd} to {BuildingClock.LastYear - 1}-12-31"));
        return null;
    }
}
