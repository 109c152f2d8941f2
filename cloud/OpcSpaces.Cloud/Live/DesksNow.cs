using OpcSpaces.Api.Mcp;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Live;

/// <summary>The live board for the tools of agents.</summary>
internal sealed class DesksNow(ILiveBoard board, LiveSight sight) : IDesksNow
{
    public IReadOnlyList<DeskNow> Read(Caller caller, string community) =>
    [
        .. sight.Plan(caller, board.Plan).Find(community, null).SelectMany(floor => board.Snapshot(floor).Desks.Select(desk =>
            new DeskNow(floor.Floor.Id, desk.Key.Zone, desk.Key.Point, desk.State, desk.Since))),
    ];
}
