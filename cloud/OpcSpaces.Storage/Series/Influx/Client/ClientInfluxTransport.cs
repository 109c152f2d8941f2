using System.Text;
using InfluxDB.Client.Api.Domain;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>
/// Writes with InfluxDB.Client (writer=client). One POST per call, without retries: the client's own WriteApi is not used, because
/// its queue has no bound.
/// </summary>
internal sealed class ClientInfluxTransport(InfluxOptions options, InfluxClientConnection connection) : IInfluxTransport
{
    public Task<InfluxAnswer> WriteAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(lines.Span);
        return connection.AttemptAsync(
            async (client, until) =>
            {
                // The plain WriteRecordAsync takes any success for InfluxDB's.
                var response = await client.GetWriteApiAsync().WriteRecordsAsyncWithIRestResponse(
                    [text], WritePrecision.Ns, options.Database, connection.Organization, until);
                return InfluxHttp.JudgeWrite(new InfluxReply((int)response.StatusCode, response.RawBytes ?? [], null));
            },
            cancellation);
    }
}
