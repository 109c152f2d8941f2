namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>What carries lines to the server.</summary>
public enum InfluxWriter
{
    /// <summary>Our own, over HttpClient: the measured faster one.</summary>
    Own,

    /// <summary>InfluxDB.Client, where the build has it (UseInfluxClient); speaks the second API only.</summary>
    Client,
}
