namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>One resident's day while it is being drawn: the stays at the desk, and the visits elsewhere that they give way to.</summary>
internal sealed class ResidentDay(Resident resident, List<Stay> deskStays)
{
    private const double ShortestStay = 60;

    public Resident Resident => resident;

    public List<Stay> DeskStays { get; } = deskStays;

    /// <summary>To rooms; in order once the day is drawn.</summary>
    public List<Visit> Elsewhere { get; } = [];

    public bool SitsFrom(double from, double to) => DeskStays.Exists(stay => stay.FromSeconds < from && stay.ToSeconds > to);

    public bool IsElsewhere(double from, double to) => Elsewhere.Exists(visit => visit.From < to && visit.To > from);

    /// <summary>Takes this time out of the stays at the desk.</summary>
    public void Cut(double from, double to)
    {
        for (var i = DeskStays.Count - 1; i >= 0; i--)
        {
            var stay = DeskStays[i];
            if (stay.ToSeconds <= from || stay.FromSeconds >= to)
                continue;
            DeskStays.RemoveAt(i);
            if (stay.ToSeconds - to >= ShortestStay)
                DeskStays.Insert(i, stay with { FromSeconds = to });
            if (from - stay.FromSeconds >= ShortestStay)
                DeskStays.Insert(i, stay with { ToSeconds = from });
        }
    }

    /// <summary>All visits of the day in order, those to the own desk among them.</summary>
    public List<Visit> Visits()
    {
        var visits = new List<Visit>(DeskStays.Count + Elsewhere.Count);
        visits.AddRange(Elsewhere);
        foreach (var stay in DeskStays)
            visits.Add(new Visit(resident.Zone, Visit.AtOwnDesk, stay.FromSeconds, stay.ToSeconds));
        visits.Sort(static (a, b) => a.From.CompareTo(b.From));
        return visits;
    }
}

/// <summary>Somebody's time at one place, in seconds of the local day.</summary>
/// <param name="Zone">Index of the zone on the floor.</param>
/// <param name="Room">Index of the room on the floor, or <see cref="AtOwnDesk"/>.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
internal readonly record struct Visit(int Zone, int Room, double From, double To)
{
    public const int AtOwnDesk = -1;
}
