using OpcSpaces.Storage.Series.Influx.Http;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>Sends lines to a server: our own over HttpClient, or InfluxDB.Client. One attempt per call, no retries. Thread-safe.</summary>
internal interface IInfluxTransport
{
    /// <summary>Sends lines with nanosecond times. Throws nothing except for cancellation.</summary>
    Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation);
}
