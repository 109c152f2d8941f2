namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Whether what is written is compressed on the way.</summary>
public enum InfluxGzip
{
    /// <summary>On, but for a server on this machine.</summary>
    Auto,
    On,
    Off,
}
