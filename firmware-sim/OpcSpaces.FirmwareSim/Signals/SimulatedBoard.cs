using System.Collections.Frozen;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// The inputs and buses of one gateway as hardware. Levels stay while agents come and go, so a restarted agent finds the building
/// in its current state.
/// </summary>
public sealed class SimulatedBoard(IEnumerable<int> numbers, IEnumerable<BusAddress>? chips = null)
{
    private readonly FrozenDictionary<int, SimulatedPin> _pins = numbers.ToFrozenDictionary(number => number, number => new SimulatedPin(number));

    private readonly FrozenDictionary<BusAddress, SimulatedChip> _chips = (chips ?? []).ToFrozenDictionary(address => address, _ => new SimulatedChip());

    /// <summary>The board that a gateway's wiring needs. The lines of Wiegand readers are high at rest.</summary>
    public static SimulatedBoard Of(GatewayWiring gateway)
    {
        var board = new SimulatedBoard(gateway.Points.SelectMany(point => point.Pins), gateway.Points.Select(point => point.Chip).OfType<BusAddress>());
        foreach (var pin in gateway.Points.Where(point => point.Kind == SensorType.Wiegand).SelectMany(point => point.Pins))
            board[pin].Set(true, default);
        return board;
    }

    /// <summary>A board for every gateway of a building, by the gateway's id.</summary>
    public static Dictionary<string, SimulatedBoard> ForAll(BuildingPlan plan) => plan.Gateways.ToDictionary(gateway => gateway.Id, Of);

    public IEnumerable<SimulatedPin> Pins => _pins.Values;

    /// <summary>Whether an agent listens to every pin.</summary>
    public bool IsWatched => _pins.Values.All(pin => pin.IsWatched);

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a number that the board does not have.</summary>
    public SimulatedPin this[int number] => _pins.TryGetValue(number, out var pin)
        ? pin
        : throw new ArgumentOutOfRangeException(nameof(number), number, "The simulated board has no such pin.");

    /// <summary>Found by its place, whatever is wired to it. Throws <see cref="ArgumentException"/> for a chip that the board does not have.</summary>
    public SimulatedChip Chip(BusAddress address) => _chips.TryGetValue(address with { Wiring = null }, out var chip)
        ? chip
        : throw new ArgumentException($"The simulated board has no {address}.", nameof(address));

    /// <summary>A view of this board for one agent; disposing it does not change the board.</summary>
    /// <param name="ahead">By how much the agent's clock is ahead of the clock of the signals; changes are reported with the agent's time. Null when they are equal.</param>
    public IPinController CreateController(Func<TimeSpan>? ahead = null) => new SimulatedPinController(this, ahead);

    /// <summary>A view of the board's chips for one agent.</summary>
    public IBusController CreateBuses() => new SimulatedBuses(this);
}
