namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How likely each state of a place is, as weights that sum to 1: nobody there, somebody moving, somebody sitting still. Of the
/// latter two, the stayed part is that of people who never left since the place was last called free.
/// </summary>
internal struct Belief
{
    public double Absent, Moving, Still, StayedMoving, StayedStill;

    /// <summary>Natural logarithm of the odds that somebody is there.</summary>
    public readonly double LogOdds => Math.Log((Moving + Still + 1e-300) / (Absent + 1e-300));

    /// <summary>Whether it is more likely than not that nobody left since the place was called free.</summary>
    public readonly bool Stayed => StayedMoving + StayedStill > (Absent + Moving + Still) / 2;

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
        Normalize();
    }

    /// <summary>People came or went: this part of whoever was there is gone, this part of emptiness has somebody moving in it.</summary>
    public void Mix(double gone, double come)
    {
        var (left, came) = ((Moving + Still) * gone, Absent * come);
        Moving = (Moving * (1 - gone)) + came;
        Still *= 1 - gone;
        Absent += left - came;
        StayedMoving *= 1 - gone;
        StayedStill *= 1 - gone;
    }

    public void Normalize()
    {
        var scale = 1 / (Absent + Moving + Still);
        Absent *= scale;
        Moving *= scale;
        Still *= scale;
        StayedMoving *= scale;
        StayedStill *= scale;
    }
}
