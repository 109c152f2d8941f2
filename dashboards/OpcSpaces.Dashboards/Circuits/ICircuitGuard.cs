using Microsoft.AspNetCore.Http;

namespace OpcSpaces.Dashboards.Circuits;

/// <summary>Knows whether whoever opened a circuit may still use it. The host implements it over its sessions.</summary>
public interface ICircuitGuard
{
    /// <summary>Whether the session of the connection's request is still that of the same caller. Asked before each call of the circuit; it is no use of the session.</summary>
    ValueTask<bool> IsStillAsync(HttpContext connection);
}
