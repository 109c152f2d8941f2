using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OpcSpaces.Dashboards.Circuits;

/// <summary>Counts the circuits of this process, those that are kept for a lost connection too. Thread-safe.</summary>
internal sealed class CircuitCount : CircuitHandler
{
    private int _open;

    /// <summary>Whether another one may start. A page without its circuit is read as before; its forms and dialogs wait.</summary>
    public bool HasRoom => Volatile.Read(ref _open) < CircuitLimits.Most;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }
}
