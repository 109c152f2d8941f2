namespace OpcSpaces.Storage.Series.Influx.Http;

/// <summary>The answer to a write or to a preparation.</summary>
/// <param name="Verdict">What the server did with it.</param>
/// <param name="Text">The server's words, or why it could not be reached; never a token.</param>
/// <param name="RetryAfter">How long the server asks us to wait; null when it did not say.</param>
/// <param name="Trouble">For <see cref="InfluxVerdict.Unavailable"/>: who can fix it.</param>
/// <param name="Fix">What a person can do, where more is known than the trouble says; null elsewhere.</param>
internal readonly record struct InfluxAnswer(
    InfluxVerdict Verdict, string Text, TimeSpan? RetryAfter = null, InfluxTrouble Trouble = InfluxTrouble.Passing, string? Fix = null)
{
    public static InfluxAnswer Taken => new(InfluxVerdict.Taken, "");

    /// <summary>Whether the server says that readings are older than what it keeps: "points beyond retention policy" (1.x), "outside retention policy" (2.x).</summary>
    public bool NamesRetention => Verdict == InfluxVerdict.Refused && Text.Contains("retention polic", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a server did with a request.</summary>
internal enum InfluxVerdict
{
    /// <summary>Everything in it is durable there.</summary>
    Taken,

    /// <summary>The server will never take at least one line; it is not known which one, and the others may or may not be stored.</summary>
    Refused,

    /// <summary>The server cannot be reached, is overloaded, refuses the token or does not have the database: try again.</summary>
    Unavailable,
}

/// <summary>Why a server takes nothing, as far as its status says it: the first passes by itself, a person has to fix the others.</summary>
internal enum InfluxTrouble
{
    /// <summary>It cannot be reached, is overloaded or has a fault of its own.</summary>
    Passing,

    /// <summary>It does not accept the token, or the token's file cannot be read (401).</summary>
    Token,

    /// <summary>It accepts the token, but the token may not write (403).</summary>
    Rights,

    /// <summary>It has no such bucket, database or path (404).</summary>
    Target,

    /// <summary>It redirects to another address (3xx). The token is not sent there.</summary>
    Address,

    /// <summary>It answers a write with a success that is not InfluxDB's: something else is at the address.</summary>
    Stranger,

    /// <summary>It refuses every line, also one that nothing can be wrong with.</summary>
    Everything,
}
