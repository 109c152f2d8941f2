using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>What is true of every sensor of one kind, for programs that wire gateways themselves.</summary>
/// <param name="Name">The word in a configuration file: <c>motion</c>.</param>
/// <param name="PointKinds">The kinds of point that it can measure.</param>
/// <param name="PinSettings">The settings with its pins, in the order of its lines; empty for a chip.</param>
/// <param name="Chips">The chips that can be used; empty for a sensor on pins.</param>
/// <param name="ReadsCards">Whether its gateway needs a badge key.</param>
public sealed record SensorDescription(string Name, IReadOnlyList<PointKind> PointKinds, IReadOnlyList<string> PinSettings, IReadOnlyList<ChipType> Chips, bool ReadsCards);
