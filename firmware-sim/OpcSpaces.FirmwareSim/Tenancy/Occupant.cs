using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.FirmwareSim.Tenancy;

/// <summary>A tenant of the simulated building and its places.</summary>
/// <param name="Number">1 for the first tenant of the building, and so on.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Kind">What it rents: the whole zone, a room, or desks.</param>
/// <param name="Places">The desks and rooms, in order; also for a whole zone.</param>
/// <param name="People">How many people of it come; 0 where all of its places are ghosts.</param>
internal sealed record Occupant(int Number, string Zone, LeaseKind Kind, IReadOnlyList<string> Places, int People)
{
    /// <summary>An OPC may have up to ten people.</summary>
    public const int MostPeople = 10;

    /// <summary>How many people it has: a firm of which nobody comes has a founder all the same.</summary>
    public int HeadCount => Math.Max(1, People);

    /// <summary>Random numbers of this tenant: they depend on its first place, and not on other zones.</summary>
    public SeededRandom Random(int seed, long part, long more = 0) =>
        SeededRandom.For(seed, part, SeededRandom.NumberOf(Zone), SeededRandom.NumberOf(Places[0]), more);
}
