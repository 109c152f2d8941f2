namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Which of InfluxDB's two ways in is used.</summary>
public enum InfluxApi
{
    /// <summary>/write?db=…: InfluxDB 1.x.</summary>
    V1,

    /// <summary>/api/v2/write?org=…&amp;bucket=…: InfluxDB 2.x, 3.x, Cloud, and VictoriaMetrics.</summary>
    V2,
}
