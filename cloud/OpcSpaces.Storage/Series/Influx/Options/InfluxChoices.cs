namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Which of InfluxDB's two HTTP APIs takes the readings.</summary>
public enum InfluxApi
{
    /// <summary>/write?db=…: InfluxDB 1.x.</summary>
    V1,

    /// <summary>/api/v2/write?org=…&amp;bucket=…: InfluxDB 2.x, 3.x, Cloud, and VictoriaMetrics.</summary>
    V2,
}

/// <summary>What sends the readings to the server.</summary>
public enum InfluxWriter
{
    /// <summary>Our own writer over HttpClient. It needs a third of the CPU (see the README of this project).</summary>
    Own,

    /// <summary>InfluxDB.Client. It speaks the second API only.</summary>
    Client,
}

/// <summary>Which query language reads the readings back.</summary>
public enum InfluxReader
{
    /// <summary>InfluxQL over HttpClient: InfluxDB 1.x, 2.x and 3.x have it.</summary>
    InfluxQl,

    /// <summary>Flux by InfluxDB.Client: InfluxDB 2.x and Cloud have it. It needs no mapping from bucket to database.</summary>
    Flux,
}

/// <summary>Whether requests are compressed.</summary>
public enum InfluxGzip
{
    /// <summary>Yes, except for a server on this machine.</summary>
    Auto,
    On,
    Off,
}
