using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>The way to a server: our own over HttpClient, or InfluxDB.Client. One attempt per call, no retries. Thread-safe.</summary>
internal interface IInfluxTransport : IDisposable
{
    /// <summary>Sends lines with nanosecond times. Never throws, but for cancellation.</summary>
    Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation);

    /// <summary>Makes the database where that can be done. Never throws, but for cancellation.</summary>
    Task<InfluxAnswer> PrepareDatabaseAsync(CancellationToken cancellation);

    /// <summary>Whether the server answers at all. Never throws, but for cancellation.</summary>
    Task<bool> PingAsync(CancellationToken cancellation);
}
