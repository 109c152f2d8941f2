using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A gateway: one Sparkplug edge node.</summary>
[Table("gateways", "gateway")]
public sealed record Gateway(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("id; the Sparkplug edge node"), Example("gw-07")] string Id,
    [About("first day"), Example("2026-01-01")] DateOnly InstalledOn,
    [Refers(typeof(Floor)), About("the floor on which it hangs"), Example("f3")] string? Floor = null,
    [About("last day; empty while it runs")] DateOnly? RetiredOn = null,
    [About("serial number of the device")] string? Serial = null);

/// <summary>
/// A measured thing in one generation of its sensor. A sensor that is swapped or moved starts a new one: learned presence is reset, and
/// history stays apart.
/// </summary>
[Table("points", "generation of a point")]
public sealed record Point(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Zone)), About("its zone"), Example("open-3")] string Zone,
    [Key, Point, About("id of the point in its zone"), Example("meter/1")] string Id,
    [Key, Within(1, 1_000_000), About("1 for the first sensor, 2 for the next, and so on"), Example("1")] int Generation,
    [About("from when the sensor measures this point, UTC"), Example("2026-01-01T00:00:00Z")] DateTimeOffset Since,
    [About("why this generation started")] GenerationReason Reason,
    [Refers(typeof(Gateway)), About("the gateway that the sensor is wired to"), Example("gw-07")] string? Gateway = null,
    [About("name of the point, such as a door's")] string? Name = null,
    [About("model or serial number of the sensor")] string? Sensor = null);

/// <summary>Why a generation of a point started.</summary>
public enum GenerationReason
{
    /// <summary>The first sensor.</summary>
    Installed,

    /// <summary>Another sensor at the same place.</summary>
    Swapped,

    /// <summary>The sensor was moved to another place.</summary>
    Moved,
}
