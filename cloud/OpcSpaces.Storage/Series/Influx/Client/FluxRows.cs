using System.Globalization;
using CsvHelper;
using NodaTime;
using NodaTime.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>One row of a Flux answer.</summary>
/// <param name="Columns">Its columns by name, as text; an absent value is empty.</param>
/// <param name="Value">The column _value in the type that the answer declares.</param>
internal sealed record FluxRow(IReadOnlyDictionary<string, string> Columns, PointValue Value)
{
    public string this[string column] => Columns.GetValueOrDefault(column, "");

    /// <summary>The column _time; ns since 1970 UTC.</summary>
    public long TimeNs => (InstantPattern.ExtendedIso.Parse(this["_time"]).GetValueOrThrow() - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
}

/// <summary>
/// Reads annotated CSV (docs.influxdata.com, "Annotated CSV"). InfluxDB.Client has a reader for it too, but that one needs CsvHelper 33,
/// and other projects of this solution use the API of CsvHelper 34.
/// </summary>
internal static class FluxRows
{
    private const string Datatype = "#datatype";
    private static readonly CsvReaderOptions Format = new() { HasHeader = false, SkipEmptyLines = true, AllowLineBreaksInQuotes = true };

    /// <summary>The rows of all tables, in the order of the answer.</summary>
    /// <exception cref="SeriesUnavailableException">The answer has an error in it, or is not annotated CSV.</exception>
    public static List<FluxRow> Parse(string csv)
    {
        try
        {
            using var reader = CsvReader.FromText(csv, Format);
            return Read(reader);
        }
        catch (Exception e) when (e is CsvFormatException or FormatException or ArgumentException or OverflowException or UnparsableValueException)
        {
            throw new SeriesUnavailableException($"InfluxDB answered something that is not annotated CSV: {e.Message}", e);
        }
    }

    private static List<FluxRow> Read(CsvReader reader)
    {
        var rows = new List<FluxRow>();
        string[] types = [];
        string[]? names = null;
        while (reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i) ?? "")];
            if (fields[0] == Datatype)
                (types, names) = (fields, null);
            else if (fields[0].StartsWith('#'))
                continue; // another annotation
            else if (names is null)
                names = fields;
            else
                rows.Add(RowOf(types, names, fields));
        }
        return rows;
    }

    private static FluxRow RowOf(string[] types, string[] names, string[] fields)
    {
        var columns = names.Zip(fields).Where(pair => pair.First.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second);
        if (columns.TryGetValue("error", out var error))
            throw new SeriesUnavailableException($"InfluxDB did not answer the query: {error}");
        var value = Array.IndexOf(names, "_value");
        return value < 0 || value >= types.Length || value >= fields.Length
            ? throw new FormatException("a row has no _value with a type")
            : new FluxRow(columns, ValueOf(types[value], fields[value]));
    }

    private static PointValue ValueOf(string type, string text) => type switch
    {
        "string" => PointValue.Of(text),
        "long" => PointValue.Of(long.Parse(text, CultureInfo.InvariantCulture)),
        "unsignedLong" => PointValue.Of(ulong.Parse(text, CultureInfo.InvariantCulture)).Stored,
        "double" => PointValue.Of(double.Parse(text, CultureInfo.InvariantCulture)),
        "boolean" => PointValue.Of(text == "true").Stored,
        _ => throw new FormatException($"the type '{type}' is not one of a reading"),
    };
}
