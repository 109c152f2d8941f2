using System.Collections.Concurrent;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What is known about people and motion detectors: a Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993,
/// https://doi.org/10.1016/0166-5316(93)90035-S), judged by the forward filter (Rabiner 1989,
/// https://doi.org/10.1109/5.18626, §III). That is why silence is proof within minutes after a flurry, as of somebody who gets up
/// and goes, and takes long after an hour of rare stirs. How still people sit differs from desk to desk more than anything else
/// does, so that it is a hidden quantity too: a few <see cref="StateModel"/>s run side by side, and those that foretold better
/// what was seen since the start weigh more (a mixture of experts, or multiple-model adaptive estimation: Magill 1965,
/// https://doi.org/10.1109/TAC.1965.1098191). Immutable; shared by all places with the same parameters.
/// </summary>
internal sealed class PresenceModel
{
    /// <summary>How many kinds of people are told apart by how still they sit.</summary>
    public const int Sitters = 4;

    // 2^13 s: what lies further ahead is looked at again then.
    private const int Doublings = 14;

    // Whoever comes to a place that was free is one time in so many not who was there before.
    private const double SomebodyElse = 0.03;

    // Multiples of stillSeconds, and how many people are so before anything was seen of them.
    private static readonly (double Stillness, double Share)[] Kinds = [(0.5, 0.35), (0.85, 0.35), (1.4, 0.2), (2.3, 0.1)];

    // After a start it is as though somebody sat there, so that calling the place free takes as long a silence.
    private static readonly StateWeights Start = new() { Absent = 0.02, Moving = 0.02, Still = 0.96 };

    private static readonly ConcurrentDictionary<(PresenceConfig Config, int Detectors), PresenceModel> Known = new();
    private readonly StateModel[] _models;

    private PresenceModel(PresenceConfig config, int detectors) => _models =
    [
        .. Kinds.Select(kind => new StateModel(
            config with { StillSeconds = Math.Max(config.MovingSeconds, config.StillSeconds * kind.Stillness) }, detectors, Doublings)),
    ];

    /// <summary>The longest silence that is judged in one step, in s.</summary>
    public static int LongestSeconds => (1 << Doublings) - 1;

    public static PresenceModel Of(PresenceConfig config, int detectors) =>
        Known.GetOrAdd((config, detectors), key => new PresenceModel(key.Config, key.Detectors));

    /// <summary>What is believed of a place of which nothing was seen.</summary>
    public static Belief Unseen()
    {
        var belief = new Belief();
        for (var i = 0; i < Sitters; i++) belief.Of(i) = Start.Scaled(Kinds[i].Share);
        return belief;
    }

    /// <summary>The same when it is not known who came or went meanwhile; how still they sit is not forgotten.</summary>
    public static void Restart(ref Belief belief)
    {
        for (var i = 0; i < Sitters; i++) belief.Of(i) = Start.Scaled(belief.Of(i).Sum);
    }

    /// <summary>The place is called free: whoever is there now, unseen, would have stayed, and whoever comes next may be somebody else.</summary>
    public static void MarkFree(ref Belief belief)
    {
        var states = default(StateWeights);
        for (var i = 0; i < Sitters; i++) states = states.Plus(belief.Of(i));
        for (var i = 0; i < Sitters; i++)
        {
            belief.Of(i) = belief.Of(i).Scaled(1 - SomebodyElse).Plus(states.Scaled(SomebodyElse * Kinds[i].Share));
            belief.Of(i).MarkFree();
        }
    }

    /// <summary>A detector triggered.</summary>
    public void See(ref Belief belief)
    {
        for (var i = 0; i < Sitters; i++) _models[i].See(ref belief.Of(i));
        belief.Normalize();
    }

    /// <summary>What the belief becomes when none of the <paramref name="listening"/> detectors triggers for <paramref name="seconds"/>.</summary>
    public void Silence(ref Belief belief, int listening, bool held, int seconds)
    {
        for (seconds = Math.Min(seconds, LongestSeconds); seconds > 0; seconds &= seconds - 1)
            Pass(ref belief, listening, held, int.TrailingZeroCount(seconds));
    }

    /// <summary>Seconds of such a silence after which the log odds are below <paramref name="logOdds"/>; at most <see cref="LongestSeconds"/>.</summary>
    public int SecondsUntilBelow(double logOdds, Belief belief, int listening, bool held)
    {
        var seconds = 0;
        for (var i = Doublings - 1; i >= 0; i--)
        {
            var later = belief;
            Pass(ref later, listening, held, i);
            if (later.LogOdds < logOdds) continue;
            (belief, seconds) = (later, seconds + (1 << i));
        }

        return Math.Min(seconds + 1, LongestSeconds);
    }

    private void Pass(ref Belief belief, int listening, bool held, int doubling)
    {
        for (var i = 0; i < Sitters; i++) _models[i].Silence(ref belief.Of(i), listening, held, doubling);
        belief.Normalize();
    }
}
