using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>Gives one agent the pins of a simulated board.</summary>
internal sealed class SimulatedPinController(SimulatedBoard board, Func<TimeSpan>? ahead) : IPinController
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, SimulatedInput> _opened = [];
    private bool _disposed;

    public IInputPin OpenInput(int number)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var input = new SimulatedInput(board[number], ahead);
            return _opened.TryAdd(number, input) ? input : throw new InvalidOperationException($"Pin {number} is open already.");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var input in _opened.Values)
                input.Release();
            _opened.Clear();
        }
    }
}
