namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The probability that those whose movement is seen stay, or only pass by: on their way along a walkway, or for longer (a cleaner, a
/// burst of triggers from a heater). How long somebody passes by has an exponential distribution. The three weights have the sum 1.
/// </summary>
internal struct VisitBelief
{
    /// <summary>Mean times of passing by, in s.</summary>
    public const double BriefSeconds = 13, LongSeconds = 45;

    /// <summary>The share of those who pass by that do so for longer.</summary>
    public const double LongShare = 0.15;

    /// <summary>The probability that somebody who passes by is seen again after a pause.</summary>
    public const double GoesOn = 0.4;

    private double _real, _brief, _long, _startRatio;

    /// <summary>The probability that they only pass by.</summary>
    public readonly double Passing => _brief + _long;

    /// <summary>How much more likely the visit is of somebody who passes by than of somebody who stays, if it ends with a pause in which this share of those who stay leave.</summary>
    public readonly double RatioAtEnd(double leavingShare) => Passing * (1 - GoesOn) / Math.Max(_real, 1e-300) / _startRatio / leavingShare;

    /// <summary>Somebody comes, at a place where this share of people only passes by.</summary>
    public static VisitBelief Begin(double passingShare) => new()
    {
        _real = 1 - passingShare,
        _brief = passingShare * (1 - LongShare),
        _long = passingShare * LongShare,
        _startRatio = passingShare / (1 - passingShare),
    };

    /// <summary>Movement went on for some seconds.</summary>
    public void Move(double seconds)
    {
        _brief *= Math.Exp(-seconds / BriefSeconds);
        _long *= Math.Exp(-seconds / LongSeconds);
        Normalize();
    }

    /// <summary>Another sensor sees them: they do not pass by.</summary>
    public void Confirm() => (_real, _brief, _long) = (1, 0, 0);

    /// <summary>
    /// A pause ended with a movement. Returns the probabilities that nobody had left, that somebody who passes by went on, and that the
    /// movement begins a new visit.
    /// </summary>
    /// <param name="seconds">The length of the pause.</param>
    /// <param name="chances">The probability of such a pause within a stay, and with people who leave; of those who stay.</param>
    /// <param name="leavingShare">The share of pauses in which those who stay leave</param>
    /// <param name="width">The width of the class of lengths that <paramref name="chances"/> are about, in s.</param>
    /// <param name="passingShare">The share of people who only pass by.</param>
    public (double Stayed, double WentOn, double Left) Return(double seconds, (double Stay, double Absence) chances, double leavingShare, double width, double passingShare)
    {
        var stayed = _real * chances.Stay;
        var brief = _brief * GoesOn * Math.Exp(-seconds / BriefSeconds) / BriefSeconds * width;
        var longer = _long * GoesOn * Math.Exp(-seconds / LongSeconds) / LongSeconds * width;
        var left = (_real * chances.Absence) + (Passing * (1 - GoesOn) * chances.Absence / leavingShare);
        var all = stayed + brief + longer + left;
        (stayed, brief, longer, left) = (stayed / all, brief / all, longer / all, left / all);
        var next = Begin(passingShare);
        (_real, _brief, _long) = (stayed + (left * next._real), brief + (left * next._brief), longer + (left * next._long));
        if (left > 0.5) _startRatio = next._startRatio;
        Normalize();
        return (stayed, brief + longer, left);
    }

    private void Normalize()
    {
        // No certainty: what is seen later may say otherwise.
        _real = Math.Max(_real, 1e-9);
        var sum = _real + _brief + _long;
        (_real, _brief, _long) = (_real / sum, _brief / sum, _long / sum);
    }
}
