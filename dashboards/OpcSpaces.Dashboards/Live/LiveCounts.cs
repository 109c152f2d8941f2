using OpcSpaces.Model.Presence;

namespace OpcSpaces.Dashboards.Live;

/// <summary>How many desks are in each state.</summary>
public sealed record LiveCounts(int Occupied, int RecentlyUsed, int Free, int Unknown)
{
    /// <summary>All desks.</summary>
    public int Total => Occupied + RecentlyUsed + Free + Unknown;

    /// <summary>Counts the desks.</summary>
    public static LiveCounts Of(IEnumerable<LiveDesk> desks)
    {
        var counts = new int[4];
        foreach (var desk in desks) counts[(int)desk.State]++;
        return new(counts[(int)DeskState.Occupied], counts[(int)DeskState.RecentlyUsed], counts[(int)DeskState.Free], counts[(int)DeskState.Unknown]);
    }
}
