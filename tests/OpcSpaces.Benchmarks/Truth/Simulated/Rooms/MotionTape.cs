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

    /// <summary>From each rise to the last movement before the fall, in order. As the agent, a rule knows the delay and takes it off the fall.</summary>
    public IReadOnlyList<Span> MotionOf(Place place, long endMs)
    {
        var (changes, delayMs) = (_changes[place], (long)(_delays[place] * 1000));
        var motion = new List<Span>();
        for (var i = 0; i < changes.Count; i++)
        {
            if (!changes[i].High) continue;
            var fell = i + 1 < changes.Count ? changes[i + 1].AtMs - delayMs : endMs;
            motion.Add(new Span(changes[i].AtMs, Math.Max(changes[i].AtMs, fell)));
        }

        return motion;
    }
}
