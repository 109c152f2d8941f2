namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>Why a server takes nothing, as far as its status says it: waiting mends the first, only a person the others.</summary>
internal enum InfluxTrouble
{
    /// <summary>It is away, overloaded or ill.</summary>
    Passing,

    /// <summary>It does not know the token, or the token's file cannot be read (401).</summary>
    Token,

    /// <summary>It knows the token and does not let it write (403).</summary>
    Rights,

    /// <summary>It has no such bucket, database or path (404).</summary>
    Target,

    /// <summary>It sends us elsewhere (3xx), where the token will not go.</summary>
    Address,
}
