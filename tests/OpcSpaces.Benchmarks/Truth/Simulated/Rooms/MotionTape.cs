using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>When the motion detector of each place was high: what a simple rule would get to see.</summary>
internal sealed class MotionTape
{
    private readonly Dictionary<Place, List<(long AtMs, bool High)>> _changes = [];
    private readonly Dictionary<Place, double> _delays = [];

    /// <summary>Records from now on. Every place has at most one detector.</summary>
    public MotionTape(SensedBuilding sensed, BuildingPlan plan)
    {
        foreach (var gateway in plan.Gateways)
        {
            foreach (var wired in gateway.Points.Where(point => point.Kind == SensorType.Motion))
            {
                var (place, pin) = (new Place(wired.ZoneId, wired.PointId), sensed.Boards[gateway.Id][wired.Pin]);
                List<(long AtMs, bool High)> changes = [(sensed.Time.GetUtcNow().ToUnixTimeMilliseconds(), pin.High)];
                _changes.Add(place, changes);
                _delays.Add(place, plan.Kinds[place.Zone, place.Point]?.DelaySeconds ?? plan.Signals.MotionDelaySeconds);
                pin.Tap = change => changes.Add((change.At.ToUnixTimeMilliseconds(), change.High));
            }
        }
    }

    /// <summary>What the detector of a place recorded up to the end.</summary>
    public RecordedMotion MotionOf(Place place, long endMs)
    {
        var (changes, high) = (_changes[place], new List<Span>());
        for (var i = 0; i < changes.Count && changes[i].AtMs < endMs; i++)
        {
            if (changes[i].High) high.Add(new Span(changes[i].AtMs, i + 1 < changes.Count ? Math.Min(endMs, changes[i + 1].AtMs) : endMs));
        }

        return new RecordedMotion(high, (long)(_delays[place] * 1000));
    }
}
