using OpcSpaces.Access.Http;
using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards.Circuits;

namespace OpcSpaces.Cloud.Access;

/// <summary>Whether a circuit's session is still there and still that of who opened it. To look is no use of the session: a page that is left open must not keep it for ever.</summary>
internal sealed class CircuitGuard(ICallers callers) : ICircuitGuard
{
    public async ValueTask<bool> IsStillAsync(HttpContext connection)
    {
        connection.Features.Set(Look.Only);
        return await callers.FindAsync(connection) is { Id.Length: > 0 } now && now.Id == connection.Caller().Id;
    }
}
