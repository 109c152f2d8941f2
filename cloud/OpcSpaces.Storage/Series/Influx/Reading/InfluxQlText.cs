namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>Names and strings in InfluxQL (docs.influxdata.com, "InfluxQL reference", identifiers and strings).</summary>
internal static class InfluxQlText
{
    public static string Identifier(string name) => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Literal(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
