namespace OpcSpaces.Edge.Sensing;

/// <summary>Which sensor of a gateway. As text, for people: <c>open-3/desk/12 motion</c>.</summary>
/// <param name="Zone">The id of its zone.</param>
/// <param name="Point">The id of its point in the zone, such as <c>desk/12</c>.</param>
/// <param name="Kind">The kind of sensor in the gateway's configuration, such as <c>motion</c>.</param>
public sealed record SensorName(string Zone, string Point, string Kind)
{
    public override string ToString() => $"{Zone}/{Point} {Kind}";
}
