using System.Globalization;
using System.Text;
using OpcSpaces.Storage.Series.Influx.Lines;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>Flux queries and their strings (docs.influxdata.com, "Flux language specification": string literals, from, range, filter).</summary>
internal static class FluxText
{
    // The first and the last time that InfluxDB can store; range does not include its stop.
    private const long FirstNs = long.MinValue + 2;
    private const long StopNs = long.MaxValue - 1;

    public static string Literal(string text) => $"\"{new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("${", "\\${")}\"";

    /// <summary>The value and quality tables of one series with fromNs ≤ time &lt; toNs.</summary>
    public static string Select(string bucket, SeriesKey key, long fromNs = long.MinValue, long toNs = long.MaxValue) =>
        $"""
        {Range(bucket, fromNs, toNs)}
          |> filter(fn: (r) => r._measurement == {Literal(key.Measurement)})
          |> filter(fn: (r) => r._field == {Literal(key.Field)} or r._field == {Literal(key.Field + LineSeries.QualitySuffix)})
          |> filter(fn: (r) => {Tag("community", key.Community)} and {Tag("point", key.Point)})
          |> filter(fn: (r) => {Tag("zone", key.Zone)} and {Tag(LineSeries.SourceTag, key.IsForeign ? LineSeries.Foreign : "")})
        """;

    /// <summary>Everything in the bucket.</summary>
    public static string All(string bucket) => Range(bucket, long.MinValue, long.MaxValue);

    private static string Range(string bucket, long fromNs, long toNs) => string.Create(
        CultureInfo.InvariantCulture,
        $"from(bucket: {Literal(bucket)})\n  |> range(start: time(v: {Math.Max(fromNs, FirstNs)}), stop: time(v: {Math.Min(toNs, StopNs)}))");

    /// <summary>A tag whose value is empty does not exist.</summary>
    private static string Tag(string name, string value) => value.Length == 0 ? $"not exists r.{name}" : $"r.{name} == {Literal(value)}";
}
