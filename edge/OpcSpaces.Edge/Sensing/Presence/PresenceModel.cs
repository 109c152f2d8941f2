using System.Collections.Concurrent;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// A model of people and motion detectors: a Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993,
/// https://doi.org/10.1016/0166-5316(93)90035-S), evaluated by the forward filter (Rabiner 1989, https://doi.org/10.1109/5.18626,
/// §III). In this model silence proves absence within minutes after much motion (somebody got up and left), and much later after an
/// hour with few triggers. How still people sit differs from desk to desk more than anything else, so it is estimated too: several
/// <see cref="StateModel"/>s run side by side, and those that predict the triggers better get more weight (multiple-model adaptive
/// estimation: Magill 1965, https://doi.org/10.1109/TAC.1965.1098191). Immutable; shared by all places with the same parameters.
/// </summary>
internal sealed class PresenceModel
{
    /// <summary>The number of kinds of people, which differ in how still they sit.</summary>
    public const int Sitters = 4;

    // Up to 2^13 s in one step; a longer silence is looked at again after that.
    private const int Doublings = 14;

    // The probability that the next person at a free place is not the one who was there before.
    private const double SomebodyElse = 0.03;

    // Multiples of stillSeconds, and the share of people for whom it is right, before anything was seen of them.
    private static readonly (double Stillness, double Share)[] Kinds = [(0.5, 0.35), (0.85, 0.35), (1.4, 0.2), (2.3, 0.1)];

    // A start assumes that somebody sits there, so that the place is reported as free only after a long silence.
    private static readonly StateWeights Start = new() { Absent = 0.02, Moving = 0.02, Still = 0.96 };

    private static readonly ConcurrentDictionary<(PresenceConfig Config, int Detectors), PresenceModel> Known = new();
    private readonly StateModel[] _models;

    private PresenceModel(PresenceConfig config, int detectors) => _models =
    [
        .. Kinds.Select(kind => new StateModel(
            config with { StillSeconds = Math.Max(config.MovingSeconds, config.StillSeconds * kind.Stillness) }, detectors, Doublings)),
    ];

    /// <summary>The longest silence that is evaluated in one step, in s.</summary>
    public static int LongestSeconds => (1 << Doublings) - 1;

    public static PresenceModel Of(PresenceConfig config, int detectors) =>
        Known.GetOrAdd((config, detectors), key => new PresenceModel(key.Config, key.Detectors));

    /// <summary>The belief about a place where nothing has been seen yet.</summary>
    public static Belief Unseen()
    {
        var belief = new Belief();
        for (var i = 0; i < Sitters; i++) belief.Of(i) = Start.Scaled(Kinds[i].Share);
        return belief;
    }

    /// <summary>As <see cref="Unseen"/>, but what was learned about how still people sit is kept. For when people may have come or gone unnoticed.</summary>
    public static void Restart(ref Belief belief)
    {
        for (var i = 0; i < Sitters; i++) belief.Of(i) = Start.Scaled(belief.Of(i).Sum);
    }

    /// <summary>The place is reported as free. If somebody is there now, unseen, then that person stayed; the next person may be somebody else.</summary>
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

    /// <summary>Updates the belief: none of the <paramref name="listening"/> detectors triggered for <paramref name="seconds"/>.</summary>
    public void Silence(ref Belief belief, int listening, bool held, int seconds)
    {
        for (seconds = Math.Min(seconds, LongestSeconds); seconds > 0; seconds &= seconds - 1)
            Pass(ref belief, listening, held, int.TrailingZeroCount(seconds));
    }

    /// <summary>The seconds of such a silence after which the log odds are below <paramref name="logOdds"/>; at most <see cref="LongestSeconds"/>.</summary>
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
