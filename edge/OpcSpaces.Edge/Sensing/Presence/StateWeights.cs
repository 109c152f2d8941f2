namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The probability of each state of a place, as weights: nobody there, somebody moving, somebody sitting still. The stayed weights
/// are the part of the latter two in which nobody has left since the place was last reported as free.
/// </summary>
internal struct StateWeights
{
    public double Absent, Moving, Still, StayedMoving, StayedStill;

    /// <summary>The weight of somebody being there, moving or not.</summary>
    public readonly double Here => Moving + Still;

    public readonly double Sum => Absent + Moving + Still;

    /// <summary>The place is reported as free. If somebody is there now, unseen, then that person stayed.</summary>
    public void MarkFree() => (StayedMoving, StayedStill) = (Moving, Still);

    /// <summary>Something was seen whose likelihood in each state is given.</summary>
    public void See(double absent, double moving, double still)
    {
        Absent *= absent;
        Moving *= moving;
        StayedMoving *= moving;
        Still *= still;
        StayedStill *= still;
    }

    /// <summary>People came or went: of the weight of presence the share <paramref name="gone"/> becomes absence, and of the weight of absence the share <paramref name="come"/> becomes somebody who moves.</summary>
    public void Mix(double gone, double come)
    {
        var (left, came) = (Here * gone, Absent * come);
        Moving = (Moving * (1 - gone)) + came;
        Still *= 1 - gone;
        Absent += left - came;
        StayedMoving *= 1 - gone;
        StayedStill *= 1 - gone;
    }

    public readonly StateWeights Scaled(double factor) => new()
    {
        Absent = Absent * factor,
        Moving = Moving * factor,
        Still = Still * factor,
        StayedMoving = StayedMoving * factor,
        StayedStill = StayedStill * factor,
    };

    public readonly StateWeights Plus(in StateWeights other) => new()
    {
        Absent = Absent + other.Absent,
        Moving = Moving + other.Moving,
        Still = Still + other.Still,
        StayedMoving = StayedMoving + other.StayedMoving,
        StayedStill = StayedStill + other.StayedStill,
    };
}
