using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The places of one zone: each is made when the first sensor gives evidence for it. Used by one thread while the zone's sensors are built.</summary>
internal sealed class ZonePlaces(ZonePoints points, ZoneLearning learning, Func<string, Metric> occupied, Action<MetricReading> report, TimeProvider time, Action<string, OccupiedHour>? settled = null, int hourPhaseMs = 0) : IDisposable
{
    private readonly Dictionary<string, PresencePlace> _places = [];
    private readonly List<(string Point, EvidenceKind Kind, SharedEvidence Evidence)> _evidence = [];
    private readonly List<(string Point, EvidenceKind Kind, IEvidenceListener Listener)> _listeners = [];

    /// <summary>One more sensor that says something about presence at a point.</summary>
    public IEvidence Evidence(string point, EvidenceKind kind)
    {
        var evidence = new SharedEvidence(At(point).Add(kind));
        _evidence.Add((point, kind, evidence));
        foreach (var known in _listeners.Where(it => it.Point == point && it.Kind == kind)) evidence.Add(known.Listener);
        return evidence;
    }

    /// <summary>One more sensor whose values are weak evidence for presence at a point.</summary>
    public IGradedEvidence Evidence(string point, IGrader grader, PointConfig sensor)
    {
        var evidence = At(point).Add(grader);
        learning.Read(point, sensor, evidence);
        return evidence;
    }

    /// <summary>Tells <paramref name="listener"/> what the sensors of one kind say about a point, whether they are built before or after this call.</summary>
    public void Listen(string point, EvidenceKind kind, IEvidenceListener listener)
    {
        _listeners.Add((point, kind, listener));
        foreach (var known in _evidence.Where(it => it.Point == point && it.Kind == kind)) known.Evidence.Add(listener);
    }

    /// <summary>All sensors are built: from now on silence counts.</summary>
    public void Start()
    {
        foreach (var place in _places.Values) place.Start();
    }

    /// <summary>Up to this time, in ms since 1970 UTC, the hours of all places are settled.</summary>
    public long SettledMs => _places.Values.Min(place => (long?)place.SettledMs) ?? long.MaxValue;

    /// <summary>The places that count as occupied but have been quiet for a while.</summary>
    public IEnumerable<UncertainMetric> UncertainMetrics()
    {
        foreach (var place in _places.Values)
        {
            if (place.SureThroughMs is { } sureThroughMs) yield return new UncertainMetric(place.Occupied, sureThroughMs);
        }
    }

    /// <summary>Keeps what the places have learned since the last call; also after they were disposed.</summary>
    public void KeepLearned()
    {
        foreach (var (point, place) in _places) place.Inside(() => learning.Keep(point));
    }

    public void Dispose()
    {
        foreach (var place in _places.Values) place.Dispose();
    }

    private PresencePlace At(string point)
    {
        if (!_places.TryGetValue(point, out var place))
            _places[point] = place = new PresencePlace(points.PresenceAt(point), occupied(point), report, time, settled is null ? null : hour => settled(point, hour), learning.Read(point), hourPhaseMs);
        return place;
    }
}
