using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Which InfluxDB takes the readings, and how.</summary>
public sealed class InfluxOptions
{
    /// <summary>http(s)://host:port, without a query.</summary>
    [Required]
    public string Url { get; set; } = "";

    public InfluxApi Api { get; set; } = InfluxApi.V1;

    public InfluxWriter Writer { get; set; } = InfluxWriter.Own;

    public InfluxReader Reader { get; set; } = InfluxReader.InfluxQl;

    /// <summary>1.x: the database. 2.x and 3.x: the bucket or database. It is created when it is missing, where the server and the token allow it.</summary>
    [Required]
    public string Database { get; set; } = "opcspaces";

    /// <summary>2.x: the organization; empty elsewhere.</summary>
    public string Organization { get; set; } = "";

    /// <summary>How long the server keeps readings in a database or bucket that we create, in days; 0 is for ever. One that exists keeps its own retention.</summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; }

    /// <summary>A file with the API token, or with "user:password" for 1.x; empty when the server asks for none. It is read again when the server refuses it.</summary>
    public string TokenFile { get; set; } = "";

    public InfluxGzip Gzip { get; set; } = InfluxGzip.Auto;

    /// <summary>Readings in one request.</summary>
    [Range(1, 100_000)]
    public int BatchPoints { get; set; } = 5_000;

    /// <summary>Requests that are under way at the same time.</summary>
    [Range(1, 16)]
    public int Parallel { get; set; } = 2;

    /// <summary>How long a request may take before the server counts as unavailable.</summary>
    [Range(10, 600_000)]
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>The SQLite file that holds the position of each target; its folder must exist.</summary>
    [Required]
    public string PositionPath { get; set; } = "";

    [ValidateObjectMembers]
    public RetryOptions Retry { get; set; } = new();
}
