using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Tests;

/// <summary>A building that was simulated without agents: every change on every pin, and the ground truth of the same time span.</summary>
internal sealed record SignalRun(IReadOnlyList<WiredPoint> Points, IReadOnlyList<SignalChange> Changes, IReadOnlyList<TruthRecord> Truth)
{
    public static SignalRun Of(BuildingPlan plan, BuildingClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        var (time, boards, changes) = (new VirtualTime(from), SimulatedBoard.ForAll(plan), new List<SignalChange>());
        foreach (var gateway in plan.Gateways)
        {
            var controller = boards[gateway.Id].CreateController();
            foreach (var (point, pin) in gateway.Points.SelectMany(point => point.Pins.Select(pin => (point, pin))))
                controller.OpenInput(pin).Subscribe(change => changes.Add(new SignalChange(point, pin, change.High, change.At)));
        }
        using var building = new SimulatedBuilding(plan, plan.Seed, time, clock, boards);
        time.AdvanceTo(to);
        return new SignalRun([.. plan.Gateways.SelectMany(gateway => gateway.Points)], changes, [.. TruthLog.Of(plan, plan.Seed, clock, from, to)]);
    }

    public IEnumerable<SignalChange> Of(string zone, string point, SensorType kind) =>
        Changes.Where(change => (change.Point.ZoneId, change.Point.PointId, change.Point.Kind) == (zone, point, kind));

    public int Rises(WiredPoint point) => Changes.Count(change => change.Point == point && change.High);
}
