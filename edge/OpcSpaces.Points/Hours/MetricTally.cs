using System.Runtime.InteropServices;

namespace OpcSpaces.Points.Hours;

/// <summary>
/// Sums the readings of one metric by hour. Gateways and the cloud count with this code, each from the readings that it has; equal
/// readings in equal order give equal sums. Not thread-safe.
/// </summary>
/// <remarks>
/// A reading holds until the next one. A time that goes back (a clock that was set) counts as the newest time so far. Times of a clock that
/// was not set (<see cref="PlausibleTime.EarliestMs"/>) belong to no hour. A register counts from the reading before, also over a time that
/// is unknown, in the hour of the later reading (<see cref="RegisterStep"/>). A register above <see cref="MostRegister"/>, and a gauge beyond <see cref="MostGauge"/>, are unknown. Where it is known that a clock
/// was set, the tally is stopped (<see cref="StopAt"/>) and continued (<see cref="ContinueAt"/>), so that no time passes by the step alone.
/// </remarks>
/// <param name="nature">How its values follow each other: presence, a register, a gauge, or moments.</param>
/// <param name="phaseMs">When hours begin, in ms after those of UTC; 0 to 3,599,999. Not 0 where a time zone differs by half hours from UTC.</param>
public sealed class MetricTally(MetricNature nature, int phaseMs = 0) : IHourlyTally
{
    // A clock may jump. What lies further back than this before a reading is unknown.
    private const long LongestMs = 40 * 24 * MetricHour.LengthMs;

    /// <summary>The largest register that is believed, in Wh.</summary>
    public const ulong MostRegister = 1UL << 53;

    /// <summary>The largest gauge that is believed, either way.</summary>
    public const double MostGauge = 1e9;

    private readonly List<MetricHour> _hours = []; // in their order; times never go back
    private long? _throughMs;
    private long? _register;
    private long _registerMs; // when it was read
    private double _value; // of a gauge
    private bool _isKnown, _isActive;
    private bool _isCut; // the register was unknown since its last value
    private bool _isStopped, _hasEarlier;
    private long _forgottenMs;

    /// <summary>Whether a seal has sums of metrics of this nature.</summary>
    public static bool Counts(MetricNature nature) => nature is MetricNature.Presence or MetricNature.Register or MetricNature.Moment;

    /// <summary>The time of the newest reading, in ms since 1970 UTC; null before the first.</summary>
    public long? ThroughMs => _throughMs;

    /// <summary>Whether since the clock was set last a reading came with an earlier time than the one before, and was counted at that one's time.</summary>
    public bool HasEarlier => _hasEarlier;

    /// <summary>Takes the next reading.</summary>
    public void Take(in Reading reading)
    {
        if (reading.TimestampMs < PlausibleTime.EarliestMs)
            return;
        var at = Math.Max(reading.TimestampMs, _throughMs ?? 0);
        if (!_isStopped)
        {
            _hasEarlier |= at > reading.TimestampMs;
            AddSpan(at);
            _throughMs = at;
        }

        var isGood = reading.Quality == QualityCode.Good && !reading.Value.IsNull && IsBelieved(reading.Value);
        if (nature == MetricNature.Moment)
        {
            if (isGood && !_isStopped)
                Add(new MetricHour(MetricHour.StartOf(at, phaseMs), 0, 0, 1));
            return;
        }

        (_isKnown, _isActive) = (isGood, isGood && nature == MetricNature.Presence && reading.Value.Bits != 0);
        if (nature == MetricNature.Gauge && isGood)
            _value = NumberOf(reading.Value);
        if (nature == MetricNature.Register)
            Count(reading, at);
    }

    /// <inheritdoc />
    public void StopAt(long atMs)
    {
        if (_isStopped)
            return;
        if (_throughMs < atMs)
        {
            AddSpan(atMs);
            _throughMs = atMs;
        }

        _isStopped = true;
    }

    /// <inheritdoc />
    public void ContinueAt(long atMs)
    {
        _isStopped = false;
        if (_throughMs is null && !_isKnown)
            return;
        if (atMs < _throughMs)
            _hours.RemoveAll(hour => hour.StartMs >= MetricHour.StartOf(atMs, phaseMs));
        (_throughMs, _registerMs, _isCut, _hasEarlier) = (atMs, Math.Min(_registerMs, atMs), true, false);
    }

    /// <inheritdoc />
    public void Void(long fromMs, long untilMs)
    {
        var (first, last, newest) = (MetricHour.StartOf(fromMs, phaseMs), MetricHour.StartOf(untilMs, phaseMs), MetricHour.StartOf(_throughMs ?? 0, phaseMs));
        _hours.RemoveAll(hour => (hour.StartMs >= first && hour.StartMs <= last) || (_hasEarlier && hour.StartMs == newest));
    }

    /// <summary>The sums of an hour.</summary>
    /// <param name="startMs">Its beginning, in ms since 1970 UTC.</param>
    /// <param name="throughMs">Up to this time the newest reading certainly holds, in ms since 1970 UTC.</param>
    public MetricHour HourAt(long startMs, long throughMs)
    {
        var index = IndexOf(startMs);
        var hour = index >= 0 ? _hours[index] : new MetricHour(startMs, 0, 0, 0);
        if (!_isKnown || _isStopped || _throughMs is not { } newest)
            return hour;
        var from = Math.Max(startMs, Math.Max(newest, throughMs - LongestMs));
        var until = Math.Min(startMs + MetricHour.LengthMs, throughMs);
        return until > from ? hour.With(Part(startMs, from, until)) : hour;
    }

    /// <summary>Forgets all hours that begin before this time, and never counts them again.</summary>
    public void Forget(long beforeMs)
    {
        _forgottenMs = Math.Max(_forgottenMs, beforeMs);
        var count = 0;
        while (count < _hours.Count && _hours[count].StartMs < beforeMs)
            count++;
        _hours.RemoveRange(0, count);
    }

    /// <summary>Counts the hours from this time on, also where a wrong clock had let them be forgotten.</summary>
    public void CountFrom(long fromMs) => _forgottenMs = Math.Min(_forgottenMs, fromMs);

    /// <summary>What is needed to go on later.</summary>
    public MetricTallyState Save() => new(_throughMs, _isKnown, _isActive, _register, [.. _hours]) { Value = _value, IsCut = _isCut, ForgottenMs = _forgottenMs, RegisterMs = _registerMs, IsStopped = _isStopped, HasEarlier = _hasEarlier };

    /// <summary>Goes on from a state, in place of what was taken so far.</summary>
    public void Load(MetricTallyState state)
    {
        (_throughMs, _isKnown, _isActive, _register) = (state.ThroughMs, state.IsKnown, state.IsActive, state.Register);
        (_value, _isCut, _forgottenMs, _registerMs, _isStopped) = (state.Value, state.IsCut, state.ForgottenMs, state.RegisterMs, state.IsStopped);
        _hasEarlier = state.HasEarlier;
        _hours.Clear();
        _hours.AddRange(state.Hours);
    }

    private bool IsBelieved(in PointValue value) => nature switch
    {
        MetricNature.Register => value.Kind is PointValueKind.Integer or PointValueKind.Unsigned && value.AsUnsigned <= MostRegister,
        MetricNature.Gauge => Math.Abs(NumberOf(value)) <= MostGauge,
        _ => true,
    };

    private static double NumberOf(in PointValue value) => value.Kind switch
    {
        PointValueKind.Single => value.AsSingle,
        PointValueKind.Double => value.AsDouble,
        PointValueKind.Unsigned => value.AsUnsigned,
        _ => value.AsInteger,
    };

    private void Count(in Reading reading, long at)
    {
        if (!_isKnown)
            _isCut = true;
        if (!_isKnown || _isStopped)
            return;
        var register = reading.Value.AsInteger;
        if (_register is { } before && RegisterStep.Of(before, register, at - _registerMs) is > 0 and var step)
            Add(new MetricHour(MetricHour.StartOf(at, phaseMs), 0, 0, step) { Unplaced = _isCut ? step : 0 });
        (_register, _registerMs, _isCut) = (register, at, false);
    }

    // The parts, by hours, of the time from the newest reading on.
    private void AddSpan(long toMs)
    {
        if (!_isKnown || _throughMs is not { } from)
            return;
        for (from = Math.Max(Math.Max(from, _forgottenMs), toMs - LongestMs); from < toMs;)
        {
            var start = MetricHour.StartOf(from, phaseMs);
            var until = Math.Min(toMs, start + MetricHour.LengthMs);
            Add(Part(start, from, until));
            from = until;
        }
    }

    private MetricHour Part(long startMs, long fromMs, long untilMs)
    {
        var ms = untilMs - fromMs;
        return new MetricHour(startMs, ms, _isActive ? ms : 0, 0)
        {
            Integral = nature == MetricNature.Gauge ? _value * ms : 0,
            FirstActiveMs = _isActive ? (int)(fromMs - startMs) : 0,
            LastActiveMs = _isActive ? (int)(untilMs - startMs) : 0,
        };
    }

    private void Add(in MetricHour part)
    {
        var hours = CollectionsMarshal.AsSpan(_hours);
        if (hours.Length > 0 && hours[^1].StartMs == part.StartMs)
            hours[^1] = hours[^1].With(part);
        else if (part.StartMs >= _forgottenMs)
            _hours.Add(part);
    }

    private int IndexOf(long startMs)
    {
        // The hour that is asked for is one of the last.
        var index = _hours.Count - 1;
        while (index >= 0 && _hours[index].StartMs > startMs)
            index--;
        return index >= 0 && _hours[index].StartMs == startMs ? index : -1;
    }
}

/// <summary>What a <see cref="MetricTally"/> has counted, for a file.</summary>
public sealed record MetricTallyState(long? ThroughMs, bool IsKnown, bool IsActive, long? Register, IReadOnlyList<MetricHour> Hours)
{
    public double Value { get; init; }

    public bool IsCut { get; init; }

    public long RegisterMs { get; init; }

    public long ForgottenMs { get; init; }

    public bool IsStopped { get; init; }

    public bool HasEarlier { get; init; }
}
