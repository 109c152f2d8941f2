using System.Globalization;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>
/// Ground truth as CSV, one record per line: <c>from,to,zone,point,what,value</c>. Times are in UTC (ISO 8601 with milliseconds);
/// <c>to</c> is empty for a moment.
/// </summary>
public static class TruthCsv
{
    public const string Header = "from,to,zone,point,what,value";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Returns the number of records that were written.</summary>
    public static long Write(IEnumerable<TruthRecord> records, TextWriter output)
    {
        var written = 0L;
        output.Write(Header);
        output.Write('\n');
        foreach (var record in records)
        {
            output.Write(Time(record.From));
            output.Write(',');
            output.Write(record.To is { } to ? Time(to) : "");
            foreach (var field in (ReadOnlySpan<string>)[record.Zone, record.Point, record.What, record.Value])
            {
                output.Write(',');
                output.Write(Quoted(field));
            }
            output.Write('\n');
            written++;
        }
        return written;
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
