namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The probability that people stay at a place at present, and do not only pass by. Somebody who stirs every few minutes and people
/// who pass every few minutes make equal pauses. But somebody who stays moves <em>firmly</em> now and then (for some seconds without a
/// break: sits down, turns, packs up), and people who pass by hardly ever do. So the belief has two states, each with candidates for
/// the share of a person's movements that are firm there, and learns from every movement and every pause. A weak detector hardly ever
/// sees firm movement; then the pauses alone decide. None of it depends on what the place decided. Nights may change the state: on some days nobody comes to a desk that is used. The weights have the sum 1, and
/// none becomes so small that some hours could not bring it back.
/// </summary>
internal sealed class UseBelief
{
    /// <summary>The number of figures that <see cref="CopyTo"/> copies.</summary>
    public const int Count = (2 * Candidates) + PassingPauses.Count;

    private const int Candidates = 5;

    // In s. Movement that goes on for so long is firm; with a longer delay of the detector, for that long.
    private const double ShortestFirm = 20;

    // The share of the movements of people who pass by that are firm.
    private const double PassingFirm = 0.025;

    // In s. From one such pause to the next is a day: then people stay away with this probability, or come to a place that was not used.
    private const double Night = 4 * 3600, StaysAway = 0.1, Comes = 0.05;

    // How much a pause counts beside a likelihood that is exactly true: real pauses are not independent.
    private const double PauseTemper = 0.5;

    // How much less likely it is at a place that is not used that another sensor sees somebody stay.
    private const double SeenInVain = 0.01;

    private const double Smallest = 1e-6;

    // A detector may be so weak that it hardly ever sees anybody for long: there firm movement, and its absence, say nothing, and only
    // pauses that are clearly not those of people who pass by prove that somebody stays. Hence the small prior weight.
    private static readonly double[] FirmShares = [PassingFirm, 0.1, 0.2, 0.35, 0.6], Prior = [0.0001, 0.3, 0.3, 0.25, 0.1499];

    private readonly double[] _used, _passed;
    private readonly PassingPauses _pauses = new();

    /// <param name="usedAtFirst">The probability that a new place is used.</param>
    public UseBelief(double usedAtFirst)
    {
        Used = usedAtFirst;
        (_used, _passed) = ([.. Prior.Select(weight => weight * usedAtFirst)], [.. Prior.Select(weight => weight * (1 - usedAtFirst))]);
    }

    /// <summary>The probability that the place is used at present.</summary>
    public double Used { get; private set; }

    /// <summary>Whether movement is firm.</summary>
    /// <param name="seconds">How long it went on without a pause that means anything, in s.</param>
    /// <param name="delaySeconds">The delay of the detectors, in s: shorter pauses than that cannot be seen.</param>
    public static bool IsFirm(double seconds, double delaySeconds) => seconds >= Math.Max(ShortestFirm, delaySeconds);

    /// <summary>A movement became firm, or ended without.</summary>
    public void Move(bool isFirm)
    {
        for (var i = 0; i < Candidates; i++)
        {
            _used[i] *= isFirm ? FirmShares[i] : 1 - FirmShares[i];
            _passed[i] *= isFirm ? PassingFirm : 1 - PassingFirm;
        }

        Normalize();
    }

    /// <summary>A pause ended.</summary>
    /// <param name="seconds">Its length.</param>
    /// <param name="likelihood">How likely it was at a place that is used.</param>
    /// <param name="model">The pauses that can be seen.</param>
    public void Pause(double seconds, double likelihood, PauseModel model)
    {
        var (ofUsed, ofPassed) = (Math.Pow(likelihood, PauseTemper), Math.Pow(_pauses.Learn(PauseModel.BinOf(seconds), model), PauseTemper));
        for (var i = 0; i < Candidates; i++) (_used[i], _passed[i]) = (_used[i] * ofUsed, _passed[i] * ofPassed);
        Normalize();
        if (seconds < Night) return;
        for (var i = 0; i < Candidates; i++)
        {
            var change = (_passed[i] * Comes) - (_used[i] * StaysAway);
            (_used[i], _passed[i]) = (_used[i] + change, _passed[i] - change);
        }

        Normalize();
    }

    /// <summary>Another sensor saw that somebody stayed.</summary>
    public void Confirm()
    {
        for (var i = 0; i < Candidates; i++) _passed[i] *= SeenInVain;
        Normalize();
    }

    /// <summary>Copies what was learned into <paramref name="into"/>, of length <see cref="Count"/>.</summary>
    public void CopyTo(Span<double> into)
    {
        _used.CopyTo(into);
        _passed.CopyTo(into[Candidates..]);
        _pauses.CopyTo(into[(2 * Candidates)..]);
    }

    /// <summary>Takes over what <see cref="CopyTo"/> copied.</summary>
    public void Restore(ReadOnlySpan<double> from)
    {
        from[..Candidates].CopyTo(_used);
        from.Slice(Candidates, Candidates).CopyTo(_passed);
        _pauses.Restore(from[(2 * Candidates)..]);
        Normalize();
    }

    private void Normalize()
    {
        var sum = 0.0;
        for (var i = 0; i < Candidates; i++) sum += _used[i] + _passed[i];
        Used = 0;
        for (var i = 0; i < Candidates; i++)
        {
            (_used[i], _passed[i]) = (Math.Max(Smallest * Prior[i], _used[i] / sum), Math.Max(Smallest * Prior[i], _passed[i] / sum));
            Used += _used[i];
        }
    }
}
