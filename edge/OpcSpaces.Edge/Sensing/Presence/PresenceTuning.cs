namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The numbers of the estimator that were chosen as a whole, and that its results depend on most. They are the same for every place. The
/// benchmark <c>truth --leave-one-out</c> chooses them anew without each recording in turn.
/// </summary>
internal sealed record PresenceTuning
{
    /// <summary>What was chosen.</summary>
    public static PresenceTuning Chosen { get; } = new();

    /// <summary>The median pause of somebody who stays, in s, before anything was seen of a place.</summary>
    public double TypicalPauseSeconds { get; init; } = 50;

    /// <summary>How much a pause counts beside a likelihood that is exactly true, from 0 to 1.</summary>
    public double PauseTemper { get; init; } = 0.33;

    /// <summary>The probability that a new place is used.</summary>
    public double UsedAtFirst { get; init; } = 0.8;

    /// <summary>
    /// A stay is shown until its probability is below this, so that a place does not flicker while somebody sits still. It decides what is
    /// seen live only: what is stored in the end follows from <see cref="BridgedAbove"/>.
    /// </summary>
    public double ShownAbove { get; init; } = 0.35;

    /// <summary>
    /// When movement returns while the probability that somebody is still there is above this, the pause counts as part of the stay. It is
    /// below a half, because the occupied time of many places, and not each minute for itself, has to be right on average.
    /// </summary>
    public double BridgedAbove { get; init; } = 0.15;
}
