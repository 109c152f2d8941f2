using System.Globalization;
using System.Text.Json;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Series.Influx.Lines;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>
/// Lets the server summarise a series (InfluxQL, "GROUP BY time" and "subqueries"). It cannot leave out readings whose quality, in another field, is not good, nor can it
/// judge the steps of a register: where there is such a reading or a step that is not plain, there is no answer, and the readings have to be read.
/// </summary>
/// <param name="client">Asks the server.</param>
/// <param name="key">The series.</param>
/// <param name="tags">The condition that selects it.</param>
/// <param name="grid">The parts.</param>
internal sealed class InfluxQlSummaries(InfluxQlClient client, SeriesKey key, string tags, SeriesGrid grid)
{
    private readonly string _field = InfluxQlText.Identifier(key.Field);
    private readonly string _quality = InfluxQlText.Identifier(key.Field + LineSeries.QualitySuffix);
    private readonly string _measurement = InfluxQlText.Identifier(key.Measurement);

    /// <summary>The parts that have readings; null when the server cannot summarise them.</summary>
    /// <param name="type">The type of the field, as the server names it; null for a field that there is not.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<SeriesBucket>?> ReadAsync(string? type, CancellationToken cancellation)
    {
        if (await HasOtherValuesAsync(cancellation))
            return null;
        Dictionary<int, long>? growth = [];
        if (type == "integer" && (growth = await GrowthAsync(cancellation)) is null)
            return null;
        var isNumber = type is "integer" or "float";
        var numbers = isNumber ? $", min({_field}) AS least, max({_field}) AS most, mean({_field}) AS mean, last({_field}) AS last" : "";
        return
        [
            .. (await GroupsAsync($"count({_field}) AS count, count({_quality}) AS others{numbers}", $"{_measurement} WHERE {tags} AND {Within(grid.FromNs)}", cancellation))
                .Select(row => Bucket(row, isNumber, growth)).Where(bucket => bucket.Count + bucket.Others > 0),
        ];
    }

    private SeriesBucket Bucket(Row row, bool isNumber, Dictionary<int, long> growth)
    {
        var (index, count) = (grid.IndexOf(row.TimeNs), (long)(row["count"] ?? 0));
        var numbers = isNumber && count > 0 ? new BucketNumbers(row["least"]!.Value, row["most"]!.Value, row["mean"]!.Value, row["last"]!.Value) : (BucketNumbers?)null;
        return new SeriesBucket(index, count, (long)(row["others"] ?? 0), numbers, growth.GetValueOrDefault(index));
    }

    // A comparison takes only readings that have both fields.
    private async Task<bool> HasOtherValuesAsync(CancellationToken cancellation) =>
        await FirstAsync($"SELECT {_field} FROM {_measurement} WHERE {tags} AND {Within(grid.FromNs)} AND {_quality} >= 0 LIMIT 1", cancellation) is not null;

    private async Task<Dictionary<int, long>?> GrowthAsync(CancellationToken cancellation)
    {
        // From the value before the first part on.
        var before = await FirstAsync($"SELECT last({_field}) FROM {_measurement} WHERE {tags} AND time < {Text(grid.FromNs)}", cancellation);
        if (before is { } at && await FirstAsync($"SELECT {_field} FROM {_measurement} WHERE {tags} AND time = {Text(at)} AND {_quality} >= 0", cancellation) is not null)
            return null;
        // The outer time is also that of the value before: the server takes nothing into the inner query that is more than one part older. Nothing has a step between the two.
        var within = Within(before ?? grid.FromNs);
        var steps = $"(SELECT difference({_field}) AS step FROM {_measurement} WHERE {tags} AND {within}) WHERE {within}";
        var growth = new Dictionary<int, long>();
        foreach (var row in await GroupsAsync("sum(step) AS growth, min(step) AS least, max(step) AS most", steps, cancellation))
        {
            if (row["growth"] is not { } grown)
                continue;
            if (row["least"] < 0 || row["most"] > RegisterStep.LeastStep)
                return null;
            growth[grid.IndexOf(row.TimeNs)] = (long)grown;
        }
        return growth;
    }

    /// <summary>The time of the first row; null for none.</summary>
    private async Task<long?> FirstAsync(string statement, CancellationToken cancellation) =>
        (await client.QueryAsync(statement, cancellation)).SelectMany(series => series.Rows).Select(row => (long?)row[0].GetInt64()).FirstOrDefault();

    private async Task<IEnumerable<Row>> GroupsAsync(string figures, string from, CancellationToken cancellation)
    {
        var offset = ((grid.FromNs % grid.StepNs) + grid.StepNs) % grid.StepNs;
        var answer = await client.QueryAsync($"SELECT {figures} FROM {from} GROUP BY time({Text(grid.StepNs)}ns, {Text(offset)}ns) fill(none)", cancellation);
        return answer.SelectMany(series => series.Rows.Select(row => new Row(series.Columns, row)));
    }

    private string Within(long fromNs) => $"time >= {Text(fromNs)} AND time < {Text(grid.EndNs)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Row(IReadOnlyList<string> Columns, JsonElement Values)
    {
        public long TimeNs => Values[0].GetInt64();

        /// <summary>Null for no value, and for a column that there is not.</summary>
        public double? this[string column]
        {
            get
            {
                for (var i = 1; i < Columns.Count; i++)
                {
                    if (Columns[i] == column)
                        return Values[i].ValueKind == JsonValueKind.Number ? Values[i].GetDouble() : null;
                }
                return null;
            }
        }
    }
}
