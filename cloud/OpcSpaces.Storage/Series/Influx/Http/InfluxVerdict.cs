namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>What became of a request.</summary>
internal enum InfluxVerdict
{
    /// <summary>Everything in it is durable there.</summary>
    Taken,

    /// <summary>At least one line will never be taken; which ones is not known, and the others may be in or out.</summary>
    Refused,

    /// <summary>The server is away, overloaded, does not know us or does not know the database: try again.</summary>
    Unavailable,
}
