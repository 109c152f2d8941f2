using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>The days of <see cref="MonthScript"/> with more that goes wrong, or looks as if it did, and the alarms that all of it should raise.</summary>
/// <param name="Month">The community, its days and its faults.</param>
/// <param name="CloudFaults">What happens to the cloud.</param>
/// <param name="Closed">Places that the registry calls out of service.</param>
/// <param name="GuardedDoors">Emergency exits with a reader: nobody passes, and whoever opens one without a card forces it.</param>
/// <param name="Expected">The alarms, each once.</param>
internal sealed record AlarmScript(
    MonthScript Month, IReadOnlyList<CloudFault> CloudFaults, IReadOnlyList<OutOfService> Closed, IReadOnlySet<(string Zone, string Point)> GuardedDoors, IReadOnlyList<ExpectedAlarm> Expected)
{
    /// <summary>So long before a guarded door opens a card may have been read.</summary>
    public const int EntrySeconds = 30;

    // Beyond its capacity a counter counts nobody, and people stand where there are no seats.
    private const int PeopleForSeat = 3;

    /// <summary>The configuration of a gateway as its installer wrote it for this community.</summary>
    public GatewayConfig Install(GatewayConfig gateway) => gateway with
    {
        Zones =
        [
            .. gateway.Zones.Select(zone => zone with
            {
                Points =
                [
                    .. zone.Points.Select(point => point switch
                    {
                        DoorContactConfig door when GuardedDoors.Contains((zone.Id, door.Point)) => door with { EntrySeconds = EntrySeconds },
                        LightBarriersConfig room => room with { Capacity = room.Capacity * PeopleForSeat },
                        _ => point,
                    }),
                ],
            }),
        ],
    };
}
