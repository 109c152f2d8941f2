using Microsoft.AspNetCore.SignalR;

namespace OpcSpaces.Dashboards.Circuits;

/// <summary>Stands before each call that a browser makes over its circuit: when the session has ended, so does the connection; the page then loads itself again and leads to the sign-in.</summary>
internal sealed class CircuitFilter(ICircuitGuard guard, CircuitCount count) : IHubFilter
{
    // The name of the call that makes a circuit.
    private const string Start = "StartCircuit";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = invocation.Context;
        var mayStart = invocation.HubMethodName != Start || count.HasRoom;
        if (mayStart && connection.GetHttpContext() is { } http && await guard.IsStillAsync(http)) return await next(invocation);
        connection.Abort();
        return null;
    }
}
