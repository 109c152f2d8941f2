using OpcSpaces.Points;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>For how long a place was occupied, and for how long that is known, by readings that each hold until the next one. Times in ms since 1970 UTC.</summary>
/// <param name="samples">In the order of time; the first may be before what is asked for.</param>
internal sealed class HeldTime(IReadOnlyList<SeriesSample> samples)
{
    private int _at;

    /// <summary>The sums of a time; later ones follow earlier ones, or begin where they begin.</summary>
    public (long KnownMs, long OccupiedMs) Between(long fromMs, long toMs)
    {
        while (_at > 0 && MsOf(samples[_at]) > fromMs) _at--;
        var (known, occupied) = (0L, 0L);
        for (; _at < samples.Count; _at++)
        {
            var (start, end) = (Math.Max(fromMs, MsOf(samples[_at])), Math.Min(toMs, _at + 1 < samples.Count ? MsOf(samples[_at + 1]) : long.MaxValue));
            if (end > start && samples[_at] is { Quality: QualityCode.Good, Value.IsNull: false } held)
            {
                known += end - start;
                if (held.Value.AsInteger != 0) occupied += end - start;
            }

            if (end >= toMs) break;
        }

        _at = Math.Min(_at, Math.Max(0, samples.Count - 1));
        return (known, occupied);
    }

    private static long MsOf(in SeriesSample sample) => sample.TimeNs / SeriesSteps.NsPerMs;
}
