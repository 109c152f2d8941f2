using System.ComponentModel.DataAnnotations;

namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Which InfluxDB takes the readings, and how.</summary>
public sealed class InfluxOptions
{
    /// <summary>http(s)://host:port, without query.</summary>
    [Required]
    public string Url { get; set; } = "";

    public InfluxApi Api { get; set; } = InfluxApi.V1;

    public InfluxWriter Writer { get; set; } = InfluxWriter.Own;

    /// <summary>1.x: the database, made when it is not there. 2.x and 3.x: the bucket or database, which must be there.</summary>
    [Required]
    public string Database { get; set; } = "opcspaces";

    /// <summary>2.x: the organisation; empty elsewhere.</summary>
    public string Organization { get; set; } = "";

    /// <summary>A file with the API token, or with "user:password" for 1.x; empty when the server asks for none. Read again when the server refuses it.</summary>
    public string TokenFile { get; set; } = "";

    public InfluxGzip Gzip { get; set; } = InfluxGzip.Auto;

    /// <summary>Readings in one request.</summary>
    [Range(1, 100_000)]
    public int BatchPoints { get; set; } = 5_000;

    /// <summary>Requests on their way at the same time.</summary>
    [Range(1, 16)]
    public int Parallel { get; set; } = 2;

    /// <summary>How long a request may take before the server counts as away.</summary>
    [Range(10, 600_000)]
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>The SQLite file that holds how far each target is; its folder must be there.</summary>
    [Required]
    public string PositionPath { get; set; } = "";

    public RetryOptions Retry { get; set; } = new();
}
