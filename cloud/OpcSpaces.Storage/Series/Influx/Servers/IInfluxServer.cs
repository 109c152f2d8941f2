using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Series.Influx.Servers;

/// <summary>
/// Everything about a server except writing and reading: health, database or bucket, token, deletes. One attempt per call, no
/// retries. Thread-safe.
/// </summary>
internal interface IInfluxServer : IDisposable
{
    /// <summary>Whether the server answers at all. Throws nothing except for cancellation.</summary>
    Task<bool> PingAsync(CancellationToken cancellation);

    /// <summary>
    /// Creates the database or bucket when it is missing and this is allowed. Unavailable when the server could not be asked. Only the
    /// write itself decides whether the target is usable. Throws nothing except for cancellation.
    /// </summary>
    Task<InfluxAnswer> PrepareAsync(CancellationToken cancellation);

    /// <summary>Why the token may not write, as one sentence that says what to do; null when the server does not tell. Throws nothing except for cancellation.</summary>
    Task<string?> FindRightsFixAsync(CancellationToken cancellation);

    /// <summary>Deletes the readings of a range.</summary>
    /// <exception cref="SeriesUnavailableException">The server cannot be reached, or does not allow or have deletes.</exception>
    Task DeleteAsync(SeriesRange range, CancellationToken cancellation);
}
