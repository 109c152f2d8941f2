namespace OpcSpaces.Points.Hours;

/// <summary>
/// Counts the stays at a place by hour, from the same readings as <see cref="MetricTally"/>. A stay begins when a place that was known to be
/// free becomes occupied, and ends when it becomes free. Where the state before or after is unknown, the stay is cut: it has no
/// length. Not thread-safe.
/// </summary>
/// <param name="phaseMs">When hours begin, in ms after those of UTC; 0 to 3,599,999.</param>
public sealed class StayTally(int phaseMs = 0) : IHourlyTally
{
    /// <summary>Of so many stays of an hour the lengths are kept; further ones count as cut.</summary>
    public const int MostLengths = 600;

    private readonly List<OpenHour> _hours = []; // in their order
    private long _throughMs;
    private long? _sinceMs; // of the stay that goes on; null when none does, or when its beginning is unknown
    private bool _isKnown, _isActive, _isStopped, _hasEarlier;
    private long _forgottenMs;

    /// <summary>Takes the next reading of presence.</summary>
    public void Take(in Reading reading)
    {
        if (reading.TimestampMs < PlausibleTime.EarliestMs)
            return;
        var isKnown = reading.Quality == QualityCode.Good && !reading.Value.IsNull;
        var isActive = isKnown && reading.Value.Bits != 0;
        if (!_isStopped)
        {
            _hasEarlier |= _throughMs > reading.TimestampMs;
            var at = _throughMs = Math.Max(reading.TimestampMs, _throughMs);
            if (isActive && !_isActive)
                Begin(at);
            else if (!isActive && _isActive)
                End(at, isKnown);
        }

        (_isKnown, _isActive) = (isKnown, isActive);
    }

    /// <inheritdoc />
    /// <remarks>A stay that goes on is cut.</remarks>
    public void StopAt(long atMs)
    {
        if (_isStopped)
            return;
        _throughMs = Math.Max(atMs, _throughMs);
        if (_isActive)
            End(_throughMs, isKnown: false);
        _isStopped = true;
    }

    /// <inheritdoc />
    /// <remarks>A stay that goes on has no length.</remarks>
    public void ContinueAt(long atMs)
    {
        _isStopped = false;
        if (atMs < _throughMs)
            _hours.RemoveAll(hour => hour.StartMs >= MetricHour.StartOf(atMs, phaseMs));
        (_throughMs, _sinceMs, _hasEarlier) = (atMs, null, false);
        if (_isActive && HourOf(atMs) is { } hour)
            hour.Begun++;
    }

    /// <inheritdoc />
    public void Void(long fromMs, long untilMs)
    {
        var (first, last, newest) = (MetricHour.StartOf(fromMs, phaseMs), MetricHour.StartOf(untilMs, phaseMs), MetricHour.StartOf(_throughMs, phaseMs));
        _hours.RemoveAll(hour => (hour.StartMs >= first && hour.StartMs <= last) || (_hasEarlier && hour.StartMs == newest));
    }

    /// <summary>The stays of an hour that begins at this time, in ms since 1970 UTC.</summary>
    public StayHour HourAt(long startMs) => _hours.FindLast(hour => hour.StartMs == startMs)?.Save() ?? new StayHour(startMs, 0, [], 0);

    /// <summary>Forgets all hours that begin before this time, and never counts them again.</summary>
    public void Forget(long beforeMs)
    {
        _forgottenMs = Math.Max(_forgottenMs, beforeMs);
        _hours.RemoveAll(hour => hour.StartMs < beforeMs);
    }

    /// <summary>What is needed to go on later.</summary>
    public StayTallyState Save() => new(_throughMs, _sinceMs, _isKnown, _isActive, _forgottenMs, [.. _hours.Select(hour => hour.Save())]) { IsStopped = _isStopped, HasEarlier = _hasEarlier };

    /// <summary>Goes on from a state, in place of what was taken so far.</summary>
    public void Load(StayTallyState state)
    {
        (_throughMs, _sinceMs, _isKnown, _isActive, _forgottenMs) = (state.ThroughMs, state.SinceMs, state.IsKnown, state.IsActive, state.ForgottenMs);
        (_isStopped, _hasEarlier) = (state.IsStopped, state.HasEarlier);
        _hours.Clear();
        _hours.AddRange(state.Hours.Select(hour => new OpenHour(hour)));
    }

    private void Begin(long at)
    {
        _sinceMs = _isKnown ? at : null;
        if (HourOf(at) is { } hour)
            hour.Begun++;
    }

    private void End(long at, bool isKnown)
    {
        var seconds = _sinceMs is { } since && isKnown ? (int)Math.Min((at - since) / 1000, int.MaxValue) : (int?)null;
        _sinceMs = null;
        if (HourOf(at) is not { } hour)
            return;
        if (seconds is { } length && hour.EndedSeconds.Count < MostLengths)
            hour.EndedSeconds.Add(length);
        else
            hour.Cut++;
    }

    // Null for an hour that is forgotten.
    private OpenHour? HourOf(long at)
    {
        var start = MetricHour.StartOf(at, phaseMs);
        if (start < _forgottenMs)
            return null;
        if (_hours.Count == 0 || _hours[^1].StartMs != start)
            _hours.Add(new OpenHour(new StayHour(start, 0, [], 0)));
        return _hours[^1];
    }

    private sealed class OpenHour(StayHour from)
    {
        public long StartMs { get; } = from.StartMs;

        public int Begun { get; set; } = from.Begun;

        public List<int> EndedSeconds { get; } = [.. from.EndedSeconds];

        public int Cut { get; set; } = from.Cut;

        public StayHour Save() => new(StartMs, Begun, [.. EndedSeconds], Cut);
    }
}

/// <summary>The stays of one hour.</summary>
/// <param name="StartMs">The beginning of the hour, in ms since 1970 UTC.</param>
/// <param name="Begun">How many stays began, or were there when a place became known.</param>
/// <param name="EndedSeconds">How long the stays were that ended in the hour and were seen from beginning to end, in whole s.</param>
/// <param name="Cut">How many further stays ended, whose beginning or end is unknown.</param>
public sealed record StayHour(long StartMs, int Begun, IReadOnlyList<int> EndedSeconds, int Cut);

/// <summary>What a <see cref="StayTally"/> has counted, for a file.</summary>
public sealed record StayTallyState(long ThroughMs, long? SinceMs, bool IsKnown, bool IsActive, long ForgottenMs, IReadOnlyList<StayHour> Hours)
{
    public bool IsStopped { get; init; }

    public bool HasEarlier { get; init; }
}
