namespace OpcSpaces.Points.Hours;

/// <summary>
/// Sums the readings of one metric by hour of UTC. Gateways and the cloud count with this code, each from the readings that it has; equal
/// readings in equal order give equal sums. Not thread-safe.
/// </summary>
/// <remarks>
/// A reading holds until the next one. A time that goes back (a clock that was set) counts as the newest time so far. Times of a clock that
/// was not set (<see cref="PlausibleTime.EarliestMs"/>) belong to no hour. A register counts from the reading before, also over a time that
/// is unknown, in the hour of the later reading; when it is lower than before (a new meter), nothing is counted for that step.
/// </remarks>
/// <param name="nature">How its values follow each other: presence, a register, or moments.</param>
public sealed class MetricTally(MetricNature nature)
{
    // A clock may jump. What lies further back than this before a reading is unknown.
    private const long LongestMs = 40 * 24 * MetricHour.LengthMs;

    private readonly SortedDictionary<long, MetricHour> _hours = [];
    private long? _throughMs;
    private long? _register;
    private bool _isKnown, _isActive;

    /// <summary>Whether hours have anything to say about metrics of this nature.</summary>
    public static bool Counts(MetricNature nature) => nature is MetricNature.Presence or MetricNature.Register or MetricNature.Moment;

    /// <summary>The time of the newest reading, in ms since 1970 UTC; null before the first.</summary>
    public long? ThroughMs => _throughMs;

    /// <summary>Takes the next reading.</summary>
    public void Take(in Reading reading)
    {
        if (reading.TimestampMs < PlausibleTime.EarliestMs)
            return;
        var at = Math.Max(reading.TimestampMs, _throughMs ?? 0);
        AddSpan(at);
        _throughMs = at;
        var isGood = reading.Quality == QualityCode.Good && !reading.Value.IsNull;
        if (nature == MetricNature.Moment)
        {
            if (isGood)
                Add(new MetricHour(MetricHour.StartOf(at), 0, 0, 1));
            return;
        }

        (_isKnown, _isActive) = (isGood, isGood && nature == MetricNature.Presence && reading.Value.Bits != 0);
        if (nature != MetricNature.Register || !isGood)
            return;
        var register = reading.Value.AsInteger;
        if (_register is { } before && register > before)
            Add(new MetricHour(MetricHour.StartOf(at), 0, 0, register - before));
        _register = register;
    }

    /// <summary>The sums of an hour.</summary>
    /// <param name="startMs">Its beginning, in ms since 1970 UTC.</param>
    /// <param name="throughMs">Up to this time the newest reading certainly holds, in ms since 1970 UTC.</param>
    public MetricHour HourAt(long startMs, long throughMs)
    {
        var hour = _hours.GetValueOrDefault(startMs, new MetricHour(startMs, 0, 0, 0));
        if (!_isKnown || _throughMs is not { } newest)
            return hour;
        var from = Math.Max(startMs, Math.Max(newest, throughMs - LongestMs));
        var until = Math.Min(startMs + MetricHour.LengthMs, throughMs);
        return until > from ? Sum(hour, Part(startMs, until - from)) : hour;
    }

    /// <summary>Forgets all hours that begin before this time.</summary>
    public void Forget(long beforeMs)
    {
        while (_hours.Count > 0 && _hours.Keys.First() is var first && first < beforeMs)
            _hours.Remove(first);
    }

    /// <summary>What is needed to go on later.</summary>
    public MetricTallyState Save() => new(_throughMs, _isKnown, _isActive, _register, [.. _hours.Values]);

    /// <summary>Goes on from a state, in place of what was taken so far.</summary>
    public void Load(MetricTallyState state)
    {
        (_throughMs, _isKnown, _isActive, _register) = (state.ThroughMs, state.IsKnown, state.IsActive, state.Register);
        _hours.Clear();
        foreach (var hour in state.Hours)
            _hours[hour.StartMs] = hour;
    }

    // The parts, by hours, of the time from the newest reading on.
    private void AddSpan(long toMs)
    {
        if (!_isKnown || _throughMs is not { } from)
            return;
        for (from = Math.Max(from, toMs - LongestMs); from < toMs;)
        {
            var start = MetricHour.StartOf(from);
            var until = Math.Min(toMs, start + MetricHour.LengthMs);
            Add(Part(start, until - from));
            from = until;
        }
    }

    private MetricHour Part(long startMs, long ms) => new(startMs, ms, _isActive ? ms : 0, 0);

    private void Add(MetricHour part) => _hours[part.StartMs] = Sum(_hours.GetValueOrDefault(part.StartMs, new MetricHour(part.StartMs, 0, 0, 0)), part);

    private static MetricHour Sum(MetricHour hour, MetricHour part) =>
        new(hour.StartMs, hour.ObservedMs + part.ObservedMs, hour.ActiveMs + part.ActiveMs, hour.Amount + part.Amount);
}

/// <summary>What a <see cref="MetricTally"/> has counted, for a file.</summary>
public sealed record MetricTallyState(long? ThroughMs, bool IsKnown, bool IsActive, long? Register, IReadOnlyList<MetricHour> Hours);
