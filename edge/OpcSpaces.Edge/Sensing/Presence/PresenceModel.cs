using System.Collections.Concurrent;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What is known about people and motion detectors, as a hidden Markov model in continuous time: nobody is there, or somebody
/// moves, or somebody sits still; who leaves has to move. A detector triggers at random, at a rate that the state sets: a
/// Markov-modulated Poisson process (Fischer and Meier-Hellstern 1993, https://doi.org/10.1016/0166-5316(93)90035-S), judged by
/// the forward filter (Rabiner 1989, https://doi.org/10.1109/5.18626, §III). That is why silence is proof within minutes after a
/// flurry, as of somebody who gets up and goes, and takes long after an hour of rare stirs. Immutable; shared by all places
/// with the same parameters.
/// </summary>
internal sealed class PresenceModel
{
    // 2^13 s: what lies further ahead is looked at again then.
    private const int Doublings = 14;

    // Who cannot have left without a door or a pad noticing leaves this much more rarely, and not never: doors have second leaves.
    private const double HeldBack = 1e-4;

    private static readonly ConcurrentDictionary<(PresenceConfig Config, int Detectors), PresenceModel> Known = new();
    private readonly SilentStep[][] _free, _held;

    private PresenceModel(PresenceConfig config, int detectors)
    {
        Absent = 1 / (config.FalseTriggerHours * 3600);
        Moving = 1 / config.MovingSeconds;
        Still = 1 / config.StillSeconds;
        _free = [.. Enumerable.Range(0, detectors + 1).Select(listening => Steps(config, listening, 1))];
        _held = [.. Enumerable.Range(0, detectors + 1).Select(listening => Steps(config, listening, HeldBack))];
    }

    /// <summary>The longest silence that is judged in one step, in s.</summary>
    public static int LongestSeconds => (1 << Doublings) - 1;

    /// <summary>Triggers per second of one detector at an empty place.</summary>
    public double Absent { get; }

    public double Moving { get; }

    public double Still { get; }

    public static PresenceModel Of(PresenceConfig config, int detectors) =>
        Known.GetOrAdd((config, detectors), key => new PresenceModel(key.Config, key.Detectors));

    /// <summary>What the belief becomes when none of the <paramref name="listening"/> detectors triggers for <paramref name="seconds"/>.</summary>
    public void Silence(ref Belief belief, int listening, bool held, int seconds)
    {
        var steps = (held ? _held : _free)[listening];
        for (seconds = Math.Min(seconds, LongestSeconds); seconds > 0; seconds &= seconds - 1)
            steps[int.TrailingZeroCount(seconds)].Apply(ref belief);
    }

    /// <summary>Seconds of such a silence after which the log odds are below <paramref name="logOdds"/>; at most <see cref="LongestSeconds"/>.</summary>
    public int SecondsUntilBelow(double logOdds, Belief belief, int listening, bool held)
    {
        var steps = (held ? _held : _free)[listening];
        var seconds = 0;
        for (var i = Doublings - 1; i >= 0; i--)
        {
            var later = belief;
            steps[i].Apply(ref later);
            if (later.LogOdds < logOdds) continue;
            (belief, seconds) = (later, seconds + (1 << i));
        }

        return Math.Min(seconds + 1, LongestSeconds);
    }

    private static SilentStep[] Steps(PresenceConfig config, int listening, double leaving)
    {
        var arrives = 1 / (config.AbsenceMinutes * 60);
        var leaves = leaving / (config.MovingMinutesPerStay * 60);
        var settles = 1 / config.MovingBoutSeconds;
        var stirs = 1 / config.StillBoutSeconds;
        var steps = new SilentStep[Doublings];
        steps[0] = SilentStep.OfOneSecond(
        [
            -arrives - (listening / (config.FalseTriggerHours * 3600)), arrives, 0,
            leaves, -leaves - settles - (listening / config.MovingSeconds), settles,
            0, stirs, -stirs - (listening / config.StillSeconds),
        ]);
        for (var i = 1; i < steps.Length; i++) steps[i] = steps[i - 1].Doubled();
        return steps;
    }
}
