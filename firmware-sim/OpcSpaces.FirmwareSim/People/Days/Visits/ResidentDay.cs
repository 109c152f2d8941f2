namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>
/// The day of one resident while it is being generated: the stays at the desk, and the visits elsewhere that replace parts of them.
/// </summary>
internal sealed class ResidentDay(Resident resident, List<Stay> deskStays)
{
    private const double ShortestStay = 60;

    public Resident Resident => resident;

    public List<Stay> DeskStays { get; } = deskStays;

    /// <summary>Visits to rooms; in order when the day is complete.</summary>
    public List<Visit> Elsewhere { get; } = [];

    public bool SitsFrom(double from, double to) => DeskStays.Exists(stay => stay.FromSeconds < from && stay.ToSeconds > to);

    public bool IsElsewhere(double from, double to) => Elsewhere.Exists(visit => visit.From < to && visit.To > from);

    /// <summary>Removes this time from the stays at the desk.</summary>
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

    /// <summary>All visits of the day in order, including those to the own desk.</summary>
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

/// <summary>The time of one person at one place, in seconds of the local day.</summary>
/// <param name="Zone">Index of the zone on the floor.</param>
/// <param name="Room">Index of the room on the floor, or <see cref="AtOwnDesk"/>.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
internal readonly record struct Visit(int Zone, int Room, double From, double To)
{
    public const int AtOwnDesk = -1;
}
