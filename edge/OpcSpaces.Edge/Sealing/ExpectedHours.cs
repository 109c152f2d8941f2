using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sealing;

/// <summary>The settled hours of all places until they are sealed. Thread-safe.</summary>
internal sealed class ExpectedHours
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<(string Zone, string Point, long StartMs), OccupiedHour> _hours = [];

    /// <summary>Takes an hour of a place. An hour in which the agent was restarted comes in parts, which are added: the percentiles too, as if the parts were the same in their error.</summary>
    public void Add(string zone, string point, OccupiedHour hour)
    {
        lock (_gate)
        {
            var key = (zone, point, hour.StartMs);
            _hours[key] = _hours.TryGetValue(key, out var part) ? Sum(part, hour) : hour;
        }
    }

    /// <summary>What is known of a place in an hour; zeros when nothing is.</summary>
    public OccupiedHour Find(string zone, string point, long startMs)
    {
        lock (_gate) return _hours.GetValueOrDefault((zone, point, startMs), new OccupiedHour(startMs, 0, 0, 0, 0));
    }

    public void Forget(long beforeMs) => Remove(startMs => startMs < beforeMs);

    public void ForgetFrom(long fromMs) => Remove(startMs => startMs >= fromMs);

    public IReadOnlyList<SettledHour> Save()
    {
        lock (_gate) return [.. _hours.Select(it => new SettledHour(it.Key.Zone, it.Key.Point, it.Value))];
    }

    private void Remove(Func<long, bool> isGone)
    {
        lock (_gate)
        {
            foreach (var key in _hours.Keys.Where(key => isGone(key.StartMs)).ToList()) _hours.Remove(key);
        }
    }

    private static OccupiedHour Sum(OccupiedHour a, OccupiedHour b) => new(
        a.StartMs, a.KnownSeconds + b.KnownSeconds, a.ExpectedSeconds + b.ExpectedSeconds, a.LowSeconds + b.LowSeconds, a.HighSeconds + b.HighSeconds);
}

/// <summary>One settled hour of a place.</summary>
internal sealed record SettledHour(string Zone, string Point, OccupiedHour Hour);
