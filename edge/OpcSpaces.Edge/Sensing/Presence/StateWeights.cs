namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How likely each state of a place is, as weights: nobody there, somebody moving, somebody sitting still. Of the latter two,
/// the stayed part is that of people who never left since the place was last called free.
/// </summary>
internal struct StateWeights
{
    public double Absent, Moving, Still, StayedMoving, StayedStill;

    /// <summary>Somebody there, whether moving or not.</summary>
    public readonly double Here => Moving + Still;

    public readonly double Sum => Absent + Moving + Still;

    /// <summary>The place is called free: whoever is there now, unseen, would have stayed.</summary>
    public void MarkFree() => (StayedMoving, StayedStill) = (Moving, Still);

    /// <summary>Something was seen that is this likely in each state.</summary>
    public void See(double absent, double moving, double still)
    {
        Absent *= absent;
        Moving *= moving;
        StayedMoving *= moving;
        Still *= still;
        StayedStill *= still;
    }

    /// <summary>People came or went: this part of whoever was there is gone, this part of emptiness has somebody moving in it.</summary>
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
