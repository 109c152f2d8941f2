using OpcSpaces.FirmwareSim.People;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>What kind of building to generate. The defaults are a community of 10,000 m² (about 10 m² per desk).</summary>
public sealed record BuildingOptions
{
    public const int MostDesks = 60_000;
    public const double MostInOffices = 0.35;
    private const int MostPoints = 100_000;

    public string CommunityId { get; init; } = "opc-demo";

    public string CommunityName { get; init; } = "示例 OPC 社区 · Demo OPC community";

    public int Desks { get; init; } = 1_000;

    public int Gateways { get; init; } = 30;

    public int Seed { get; init; } = 1;

    /// <summary>Sub-meters; each zone has at least one. Null for one per eight desks.</summary>
    public int? Meters { get; init; }

    /// <summary>
    /// Pulses per kWh of the meters, except those of the air conditioning: the resolution of the energy, and how often it is
    /// reported.
    /// </summary>
    public int PulsesPerKilowattHour { get; init; } = 100;

    /// <summary>
    /// Number of doors, each with a contact and, except for meeting rooms and public spaces, a card reader; 0 for none, else each
    /// zone has at least one.
    /// </summary>
    public int Doors { get; init; }

    /// <summary>Number of environment sensors; 0 for none, else each zone has at least one.</summary>
    public int EnvironmentSensors { get; init; }

    /// <summary>Whether meeting rooms have a motion detector and light barriers, and public spaces light barriers.</summary>
    public bool RoomSensors { get; init; }

    /// <summary>Share of the desks that stand in private offices.</summary>
    public double OfficeShare { get; init; } = 0.3;

    /// <summary>Number on a full floor, 0 to 4; smaller floors have fewer.</summary>
    public int MeetingRoomsPerFloor { get; init; } = 4;

    /// <summary>Share of the desks that have a motion detector, from 0 to 1.</summary>
    public double MotionShare { get; init; } = 1;

    /// <summary>Share of the desks that have a pad on the chair.</summary>
    public double PadShare { get; init; }

    /// <summary>Share of the desks that have a power monitor.</summary>
    public double PowerMonitorShare { get; init; }

    public PeopleMix People { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    /// <summary>All faults of these options, each as one sentence; empty when a building can be generated.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (EntityId.Fault(CommunityId) is { } problem)
            faults.Add($"community id \"{CommunityId}\" {problem}");
        if (Desks is < 1 or > MostDesks)
            faults.Add($"{Desks} desks: there must be between 1 and {MostDesks}");
        if (Gateways < 1)
            faults.Add($"{Gateways} gateways: there must be at least 1");
        foreach (var (count, what) in new[] { (Meters ?? 1, "meters"), (Doors, "doors"), (EnvironmentSensors, "environment sensors") })
        {
            if (count is < 0 or > MostPoints)
                faults.Add($"{count} {what}: there must be between 0 and {MostPoints}");
        }
        return faults;
    }
}
