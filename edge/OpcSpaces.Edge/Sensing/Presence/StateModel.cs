namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// A place whose people are seen this often while they sit still: a hidden Markov model in continuous time with three states.
/// Nobody is there, or somebody moves, or somebody sits still; who leaves has to move. A detector triggers at random, at a rate
/// that the state sets. Immutable.
/// </summary>
internal sealed class StateModel
{
    // Who cannot have left without a door or a pad noticing leaves this much more rarely, and not never: doors have second leaves.
    // Nor does anybody come who would have to pass that door, or to sit on what lies on that pad.
    private const double LeavesHeld = 1e-4, ComesHeld = 1e-2;

    private readonly double _absent, _moving, _still;
    private readonly SilentStep[][] _free, _held;

    /// <param name="config">Of the place.</param>
    /// <param name="detectors">That it has.</param>
    /// <param name="doublings">Silences of up to 2 to the power of this, in s, are judged in one go.</param>
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
