using System.Collections.Frozen;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// The inputs of one gateway as hardware: levels stay while agents come and go, so a restarted agent finds the building
/// as it is.
/// </summary>
public sealed class SimulatedBoard(IEnumerable<int> numbers)
{
    private readonly FrozenDictionary<int, SimulatedPin> _pins = numbers.ToFrozenDictionary(number => number, number => new SimulatedPin(number));

    public IEnumerable<SimulatedPin> Pins => _pins.Values;

    /// <summary>Whether an agent listens to every pin.</summary>
    public bool IsWatched => _pins.Values.All(pin => pin.IsWatched);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a number that the board does not have.</summary>
    public SimulatedPin this[int number] => _pins.TryGetValue(number, out var pin)
        ? pin
        : throw new ArgumentOutOfRangeException(nameof(number), number, "The simulated board has no such pin.");

    /// <summary>The view of one agent on this board; its disposal leaves the board as it is.</summary>
    public IPinController CreateController() => new SimulatedPinController(this);
}
