namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// A hidden Markov model in continuous time of a place whose people sit equally still. It has three states: nobody is there,
/// somebody moves, somebody sits still. Somebody who sits has to move before leaving. A detector triggers at random, at a rate that
/// depends on the state. Immutable.
/// </summary>
internal sealed class StateModel
{
    // While a closed door or a pressed pad would have noticed somebody who leaves or comes, both are this much less likely. They are
    // not impossible: a door may have a second leaf.
    private const double LeavesHeld = 1e-4, ComesHeld = 1e-2;

    private readonly double _absent, _moving, _still;
    private readonly SilentStep[][] _free, _held;

    /// <param name="config">The parameters of the place.</param>
    /// <param name="detectors">The number of its detectors.</param>
    /// <param name="doublings">Silences of up to 2 to the power of this, in s, are evaluated in one step.</param>
    public StateModel(PresenceConfig config, int detectors, int doublings)
    {
        _absent = 1 / (config.FalseTriggerHours * 3600);
        _moving = 1 / config.MovingSeconds;
        _still = 1 / config.StillSeconds;
        _free = [.. Enumerable.Range(0, detectors + 1).Select(listening => Steps(config, listening, (1, 1), doublings))];
        _held = [.. Enumerable.Range(0, detectors + 1).Select(listening => Steps(config, listening, (ComesHeld, LeavesHeld), doublings))];
    }

    /// <summary>A detector triggered.</summary>
    public void See(ref StateWeights weights) => weights.See(_absent, _moving, _still);

    /// <summary>None of the <paramref name="listening"/> detectors triggers for 2 to the power of <paramref name="doubling"/> s.</summary>
    public void Silence(ref StateWeights weights, int listening, bool held, int doubling) => (held ? _held : _free)[listening][doubling].Apply(ref weights);

    private SilentStep[] Steps(PresenceConfig config, int listening, (double Comes, double Leaves) factor, int doublings)
    {
        var arrives = factor.Comes / (config.AbsenceMinutes * 60);
        var leaves = factor.Leaves / (config.MovingMinutesPerStay * 60);
        var settles = 1 / config.MovingBoutSeconds;
        var stirs = 1 / config.StillBoutSeconds;
        var steps = new SilentStep[doublings];
        steps[0] = SilentStep.OfOneSecond(
        [
            -arrives - (listening * _absent), arrives, 0,
            leaves, -leaves - settles - (listening * _moving), settles,
            0, stirs, -stirs - (listening * _still),
        ]);
        for (var i = 1; i < steps.Length; i++) steps[i] = steps[i - 1].Doubled();
        return steps;
    }
}
