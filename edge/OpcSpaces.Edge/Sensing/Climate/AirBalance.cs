using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>
/// How clearly the CO₂ of a room shows a source, from the mass balance dC/dt = n·g/V − λ·(C − C₀): what the level rises or falls by, and what
/// the ventilation takes away meanwhile. One person gives g = 0.0052 l/s (office work, 1.2 met: ASTM D6245-18; Persily and de Jonge 2017,
/// https://doi.org/10.1111/ina.12383). The air changes λ and, where it is not configured, the volume V are known by candidates only
/// (<see cref="CandidateValues"/>): λ is learned from what the air does while sensors of other kinds are sure of nobody, V while they are
/// sure of somebody. Fresh air C₀ is the lowest level of the last week, as for the chip's own calibration (ASC in the data sheet of the
/// SCD4x), so a sensor that reads too high or too low throughout does no harm. The grade is the logarithm of the likelihood ratio of a
/// source to none over a quarter of an hour, over all candidates. What no candidate explains, such as an opened window, counts as equally
/// likely with and without people. With little knowledge, or in a large room, the ratio is near 1 by itself.
/// </summary>
/// <param name="cubicMetres">The volume of the room; null when it is not known.</param>
internal sealed class AirBalance(double? cubicMetres) : IGrader
{
    // Values are averaged over blocks, because a single one is noisy.
    private const long BlockMs = 300_000;

    private const int Blocks = 4;
    private const double BlockMinutes = BlockMs / 60_000.0, SlopeSquares = 5; // of −1.5, −0.5, 0.5 and 1.5 blocks

    // SCD4x: repeatability ±10 ppm. A mean is no better than a part of that, because errors drift.
    private const double RepeatabilityPpm = 10, LeastBlockPpm = 4;

    // Breath of one person in ppm·m³/min: 0.0052 l/s.
    private const double Breath = 0.0052 * 60 * 1000;

    // Fresh air before the lowest level of a day is known, and how well it is known then and later, in ppm.
    private const double UsualFreshPpm = 420, FirstDoubtPpm = 60, DoubtPpm = 30;

    // Below this much above fresh air nothing can be learned about the ventilation, in ppm.
    private const double LeastExcessPpm = 60;

    // The level is not the same everywhere in a room, so a slope is wrong by a part of itself.
    private const double Mixing = 0.15;

    // Quarters of an hour that overlap count as one.
    private const double Temper = 1.0 / Blocks;

    // From these probabilities on the other sensors are sure enough.
    private const double Somebody = 0.9, Nobody = 0.1;

    private const long DayMs = 24 * 3_600_000;
    private const int Week = 7;

    private static readonly double[] GradesFrom = [-1.2, -0.4, 0.4, 1.2];

    // Air changes per hour: from a tight room at night to a window that stands open.
    private static readonly double[] AirChanges = [.. Enumerable.Range(0, 12).Select(i => 0.1 * Math.Pow(1.5, i))];
    private static readonly double[] UsualVolumes = [20, 40, 80, 160, 320], UsualVolumeWeights = [0.1, 0.25, 0.3, 0.25, 0.1];

    // Of a configured volume, because air mixes with that next door, or does not reach every corner.
    private static readonly double[] VolumeFactors = [0.6, 1, 1.6], VolumeFactorWeights = [0.25, 0.5, 0.25];

    private readonly CandidateValues _changes = new(AirChanges, AirChanges.Select(changes => Math.Exp(-0.5 * Math.Pow(Math.Log(changes / 0.7), 2))));
    private readonly CandidateValues _volumes = cubicMetres is { } metres
        ? new([.. VolumeFactors.Select(factor => factor * metres)], VolumeFactorWeights)
        : new(UsualVolumes, UsualVolumeWeights);

    private readonly List<double> _means = new(Blocks);
    private readonly double[] _lowest = [.. Enumerable.Repeat(double.PositiveInfinity, Week)];
    private long? _firstDay;
    private long _day, _block = -1;
    private double _sum;
    private int _count, _counted;

    public GradeShares Usual { get; } = new([0.26, 0.18, 0.2, 0.16, 0.2], [0.32, 0.2, 0.2, 0.15, 0.13]);

    public long WindowMs => (Blocks - 1) * BlockMs;

    public int? Grade { get; private set; }

    public int Figures => _changes.Values.Count + _volumes.Values.Count + 1;

    public void CopyTo(Span<double> into)
    {
        _changes.CopyTo(into);
        _volumes.CopyTo(into[_changes.Values.Count..]);
        into[^1] = _lowest.Min() is var lowest && double.IsFinite(lowest) ? lowest : 0;
    }

    public bool TryRestore(ReadOnlySpan<double> from)
    {
        var changes = from[.._changes.Values.Count];
        var volumes = from[_changes.Values.Count..^1];
        var lowest = from[^1];
        if (!CandidateValues.MayBe(changes) || !CandidateValues.MayBe(volumes) || lowest is not (>= 0 and <= 40_000)) return false;
        _changes.Restore(changes);
        _volumes.Restore(volumes);
        // As if it were of the day before this run: it holds for a week.
        if (lowest > 0) (_lowest[^1], _firstDay) = (lowest, -1);
        return true;
    }

    public bool Take(double value, double? occupied, long ms)
    {
        var block = ms / BlockMs;
        var isOver = _block >= 0 && block != _block;
        if (isOver) Close(ms / DayMs, occupied, isBroken: block > _block + 1);
        if (block != _block) (_block, _sum, _count) = (block, 0, 0);
        (_sum, _count) = (_sum + value, _count + 1);
        return isOver;
    }

    public void Lose()
    {
        _means.Clear();
        (_block, Grade) = (-1, null);
    }

    private void Close(long day, double? occupied, bool isBroken)
    {
        _counted = _count;
        if (_means.Count == Blocks) _means.RemoveAt(0);
        _means.Add(_sum / _count);
        Lower(_means[^1], day);
        Grade = null;
        if (_means.Count == Blocks) Judge(occupied);
        // Nothing was measured for a while: what comes next does not go on from here.
        if (isBroken) _means.Clear();
    }

    private void Lower(double ppm, long day)
    {
        _firstDay ??= day;
        for (; _day < day; _day++) _lowest[(_day + 1) % Week] = double.PositiveInfinity;
        _lowest[day % Week] = Math.Min(_lowest[day % Week], ppm);
    }

    private void Judge(double? occupied)
    {
        var isNew = _day - _firstDay < 1;
        var fresh = isNew ? Math.Min(UsualFreshPpm, _lowest.Min()) : _lowest.Min();
        var slope = ((1.5 * (_means[3] - _means[0])) + (0.5 * (_means[2] - _means[1]))) / SlopeSquares / BlockMinutes;
        var window = new AirWindow(slope, Error(slope), _means.Average() - fresh, isNew ? FirstDoubtPpm : DoubtPpm);
        var (none, some) = (new double[AirChanges.Length], new double[_volumes.Values.Count]);
        var free = 0.0;
        for (var i = 0; i < none.Length; i++)
        {
            none[i] = window.Empty(AirChanges[i] / 60);
            free += _changes.Weight(i) * none[i];
            for (var j = 0; j < some.Length; j++) some[j] += _changes.Weight(i) * window.Occupied(AirChanges[i] / 60, Breath / _volumes.Values[j]);
        }

        var taken = some.Select((likelihood, volume) => _volumes.Weight(volume) * likelihood).Sum();
        var score = Math.Log(taken / free);
        Grade = GradesFrom.Count(from => score >= from);
        if (occupied < Nobody && window.ExcessPpm >= LeastExcessPpm) _changes.Learn(none, Temper);
        else if (occupied > Somebody) _volumes.Learn(some, Temper);
    }

    private double Error(double slope)
    {
        var noise = Math.Max(LeastBlockPpm, RepeatabilityPpm / Math.Sqrt(_counted)) / Math.Sqrt(SlopeSquares) / BlockMinutes;
        return Math.Sqrt((noise * noise) + (Mixing * slope * Mixing * slope));
    }
}
