using System.Text.Json;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>One series of an InfluxQL answer; every row is an array with one value per column.</summary>
internal sealed record InfluxQlSeries(
    string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Columns, IReadOnlyList<JsonElement> Rows);
