using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace OpcSpaces.Dashboards.Circuits;

/// <summary>What circuits may take from the server.</summary>
internal static class CircuitLimits
{
    /// <summary>Circuits at a time. One takes some 0.3 MB, so all of them take 150 MB; everybody who only reads needs none.</summary>
    public const int Most = 500;

    public static void Apply(CircuitOptions circuits)
    {
        // A phone that was in a pocket, a laptop that was closed for a moment. After that the page loads itself again.
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        // A restart of a proxy disconnects everybody at once; the rest load their page again.
        circuits.DisconnectedCircuitMaxRetained = 100;
        // What a browser has not confirmed is kept; the pages send little at a time.
        circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
        circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
        circuits.DetailedErrors = false;
    }

    public static void Apply(HubOptions hub)
    {
        // A form with its notes. Files are sent by requests, not over the circuit.
        hub.MaximumReceiveMessageSize = 64 * 1024;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
        hub.EnableDetailedErrors = false;
        hub.AddFilter<CircuitFilter>();
    }
}
