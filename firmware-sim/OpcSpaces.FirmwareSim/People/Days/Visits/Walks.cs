namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>
/// The passages through doors between a resident's visits: out of one zone and into the next. There are none at midnight, because
/// people stay where they are.
/// </summary>
internal static class Walks
{
    /// <summary>A person who is away for a shorter time stays in the zone (seconds).</summary>
    private const double StaysInside = 75;

    private const double Least = 2;

    public static void Add(int person, IReadOnlyList<Visit> visits, SeededRandom random, List<Passage> passages)
    {
        for (var i = 0; i < visits.Count; i++)
        {
            var visit = visits[i];
            if (i == 0 ? visit.From > 0 : !Continues(visits[i - 1], visit))
                passages.Add(new Passage(visit.Zone, visit.From - random.Between(3, 9), person, Inward: true));
            if (i == visits.Count - 1 ? visit.To < Stay.Midnight : !Continues(visit, visits[i + 1]))
                passages.Add(new Passage(visit.Zone, visit.To + random.Between(Least, 8), person, Inward: false));
        }
    }

    private static bool Continues(Visit before, Visit after) => before.Zone == after.Zone && after.From - before.To < StaysInside;
}

/// <summary>A person passes a door of a zone, at a second of the local day.</summary>
internal readonly record struct Passage(int Zone, double Seconds, int Person, bool Inward);
