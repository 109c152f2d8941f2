using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// What readings mean that gateways made by wrong clocks, by what whoever set the clocks knows, and not by what the product decides: they have no
/// time, the last of each series holds when the clock is set right, and hours that the wrong clock showed say nothing.
/// </summary>
internal sealed class WrongClocks(IReadOnlyList<WrongTimes> wrong)
{
    /// <summary>The quality of a sample from which a register grows on, and which is no growth itself.</summary>
    public const int RegisterGoesOn = -1;

    private readonly Dictionary<(WrongTimes Times, SeriesKey Key), SeriesSample> _held = [];
    private readonly Dictionary<(WrongTimes Times, SeriesKey Key), long> _givenUp = [];
    private readonly HashSet<WrongTimes> _over = [];

    /// <summary>Whether a reading is of a wrong clock; then what is unknown since the gateway was off, where no reading says it.</summary>
    /// <param name="entry">The entry that it came with.</param>
    /// <param name="timestampMs">Its time.</param>
    /// <param name="key">Its series.</param>
    /// <param name="sample">The reading.</param>
    /// <param name="last">The last one with a right time.</param>
    /// <param name="unknown">To be added.</param>
    public bool Holds(JournalEntry entry, long timestampMs, SeriesKey key, SeriesSample sample, SeriesSample? last, out SeriesSample? unknown)
    {
        unknown = null;
        var times = wrong.FirstOrDefault(times => times.IsOf(entry.Gateway, entry.ReceivedAt.ToUnixTimeMilliseconds(), timestampMs));
        if (times is null) return false;
        if (!_held.ContainsKey((times, key)) && last is { } known && IsGood(known) && known.TimeNs < times.OffMs * 1_000_000) unknown = new SeriesSample(times.OffMs * 1_000_000, PointValue.Null, QualityCode.Stale);
        // What came with an earlier time than the newest was counted at that one's time, and its hour is given up with it.
        if (last is { } newest && timestampMs < newest.TimeNs / 1_000_000) _givenUp.TryAdd((times, key), newest.TimeNs / 1_000_000 / WrongTimes.Hour * WrongTimes.Hour);
        // A register keeps its last value while it is unknown.
        if (!IsRegister(key) || IsGood(sample)) _held[(times, key)] = sample;
        else _held.TryAdd((times, key), sample);
        return true;
    }

    /// <summary>What holds from the time on at which a clock was set right.</summary>
    public IEnumerable<(SeriesKey Key, SeriesSample Sample)> SetRight(JournalEntry entry, ClockStatement statement)
    {
        foreach (var times in wrong.Where(times => times.IsOver(entry.Gateway, entry.ReceivedAt.ToUnixTimeMilliseconds(), statement.WallMs)))
        {
            if (!_over.Add(times)) continue;
            foreach (var ((of, key), sample) in _held)
            {
                if (of != times || key.Measurement == "access") continue;
                yield return (key, sample with { TimeNs = statement.WallMs * 1_000_000, Quality = IsRegister(key) && IsGood(sample) ? RegisterGoesOn : sample.Quality });
            }
        }
    }

    /// <summary>Takes the hours out of a series that a wrong clock has shown.</summary>
    public void Void(string gateway, SeriesKey key, SortedDictionary<long, SeriesSample> series)
    {
        foreach (var times in wrong.Where(times => times.Gateway == gateway))
        {
            if (times.VoidFromMs < times.VoidToMs) Void(key, series, times.VoidFromMs, times.VoidToMs);
            if (_givenUp.TryGetValue((times, key), out var hourMs)) Void(key, series, hourMs, Math.Min(hourMs + WrongTimes.Hour, times.ToMs));
        }
    }

    private static void Void(SeriesKey key, SortedDictionary<long, SeriesSample> series, long fromMs, long toMs)
    {
        var (fromNs, toNs) = (fromMs * 1_000_000, toMs * 1_000_000);
        var before = series.Values.Where(sample => sample.TimeNs < toNs).ToList();
        foreach (var sample in before.Where(sample => sample.TimeNs >= fromNs)) series.Remove(sample.TimeNs);
        if (key.Measurement == "access") return;
        series[fromNs] = new SeriesSample(fromNs, PointValue.Null, QualityCode.Stale);
        if (series.ContainsKey(toNs)) return;
        var holds = IsRegister(key) ? before.LastOrDefault(IsGood) : before.LastOrDefault();
        if (holds.TimeNs > 0) series[toNs] = holds with { TimeNs = toNs, Quality = IsRegister(key) ? RegisterGoesOn : holds.Quality };
    }

    private static bool IsRegister(SeriesKey key) => key.Field == "energy";

    private static bool IsGood(SeriesSample sample) => !sample.Value.IsNull && sample.Quality == QualityCode.Good;
}
