using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// How long stays at places last, of the stays that were seen from beginning to end and ended on the dates of the history. Stays of which the
/// beginning or the end is unknown are counted apart: their lengths are not known, and long stays are cut more often than short ones.
/// </summary>
/// <remarks>
/// The coverage is the share of stays that were seen completely. Where it is below the threshold there are no quantiles, because those of
/// the rest would be too short. Quantiles are those of the sample (the smallest length that is not exceeded by the share); their bounds are
/// those if all cut stays had been the shortest, and if all had been the longest: without a limit where a cut stay can be the quantile.
/// </remarks>
/// <param name="seconds">The lengths, in s, in order.</param>
/// <param name="cut">How many stays were cut.</param>
/// <param name="rules">The parameters.</param>
public sealed class DwellTimes(IReadOnlyList<int> seconds, int cut, MetricRules rules)
{
    /// <summary>How many stays were seen completely.</summary>
    public int Stays => seconds.Count;

    /// <summary>How many were not.</summary>
    public int CutStays => cut;

    public static DwellTimes Of(UsageHistory history, IEnumerable<int> places, MetricRules rules)
    {
        var (lengths, cut) = (new List<int>(), 0);
        foreach (var place in places)
        {
            foreach (var stay in history.Stays(place)) lengths.Add(stay.Seconds);
            foreach (var (_, count) in history.CutStays(place)) cut += count;
        }

        lengths.Sort();
        return new DwellTimes(lengths, cut, rules);
    }

    /// <summary>The length that a share of the stays does not exceed, in minutes.</summary>
    /// <param name="share">More than 0, at most 1: 0.5 for the median.</param>
    public Figure Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var all = Stays + cut;
        if (all == 0) return Figure.Missing(Units.Minutes, 1, "no stay has ended");
        if (Stays == 0) return Figure.Missing(Units.Minutes, 0, "no stay was seen from beginning to end");
        var rank = Rank(share, all);
        return Figure.Of(Minutes(Rank(share, Stays)), Units.Minutes, (double)Stays / all, rank > cut ? Minutes(rank - cut) : 0, rank <= Stays ? Minutes(rank) : null, rules.LeastCoverage);
    }

    private static int Rank(double share, int count) => (int)Math.Ceiling((share * count) - 1e-9);

    private double Minutes(int rank) => seconds[Math.Clamp(rank, 1, Stays) - 1] / 60.0;
}
