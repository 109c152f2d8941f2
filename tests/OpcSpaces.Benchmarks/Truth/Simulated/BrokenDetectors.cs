using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>
/// A building in which every tenth motion detector of a desk is broken for two days, in turn stuck on, stuck off, noisy and silent.
/// </summary>
internal static class BrokenDetectors
{
    private const int OneIn = 10;
    private static readonly ScriptKind[] Kinds = [ScriptKind.StuckOn, ScriptKind.StuckOff, ScriptKind.Noisy, ScriptKind.Silent];

    /// <param name="plan">The building.</param>
    /// <param name="from">A time of the people's clock in the morning, so that somebody is at some of the desks.</param>
    public static BuildingPlan In(BuildingPlan plan, DateTime from) => plan with
    {
        Script =
        [
            .. plan.Gateways.SelectMany(gateway => gateway.Points)
                .Where(point => point.Kind == SensorType.Motion && new Place(point.ZoneId, point.PointId).IsDesk)
                .Where((_, number) => number % OneIn == 0)
                .Select((point, number) => new ScriptEntry
                {
                    Kind = Kinds[number % Kinds.Length],
                    Zone = point.ZoneId,
                    Point = point.PointId,
                    Sensor = SensorNames.Of(SensorType.Motion),
                    From = from,
                    To = from.AddDays(2),
                }),
        ],
    };
}
