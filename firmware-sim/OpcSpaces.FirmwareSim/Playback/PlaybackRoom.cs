using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>The room of a recording: one gateway, and a desk for each motion column.</summary>
public static class PlaybackRoom
{
    public const string Gateway = "gw-replay";
    public const string Zone = "1F-P01";

    /// <summary>The id of its community.</summary>
    public const string DefaultCommunity = "opc-demo";

    private const int FirstPin = 2;

    /// <param name="recording">The recording.</param>
    /// <param name="community">The id of the community.</param>
    public static BuildingPlan Plan(Recording recording, string community = DefaultCommunity)
    {
        var box = new Rectangle(0, 0, Math.Max(4, 2 + 2 * recording.Columns.Count), 4);
        var desks = recording.Columns.Select((_, i) => new Desk(PointId.Of(PointKind.Desk, i + 1), 2 + 2 * i, 2, 0)).ToList();
        var room = new Zone(Zone, "录制房间 · Recorded room", ZoneKind.PrivateOffice, box, desks, []);
        var place = new Community(community, "录制回放 · Recorded playback", [new Floor("1F", "一层 · Floor 1", box.Width, box.Height, [room], [])]);
        return new BuildingPlan(place, [new GatewayWiring(Gateway, [room], [.. recording.Columns.Select((_, i) => new WiredPoint(Zone, PointId.Of(PointKind.Desk, i + 1), SensorType.Motion, FirstPin + i))])])
        {
            UtcOffset = recording.Rows[0].At.Offset is var offset && FixedTimeZone.Find(offset) is not null ? offset : TimeSpan.Zero,
        };
    }

    /// <summary>What the registry holds about the room: its plan and its sensors, and nothing about tenants.</summary>
    public static RegistryRows Rows(Recording recording, string community = DefaultCommunity) =>
        CommunityRows.OfSpaces(Plan(recording, community), DateOnly.FromDateTime(recording.Rows[0].At.UtcDateTime).AddDays(-1));
}
