using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>
/// The ten cards that one person shows at a reader, and the times at which they are shown. They depend only on the building, the
/// seed and the window, so the reader and the ground truth agree.
/// </summary>
internal sealed class BorrowedCards
{
    private const long CardsPart = -52;
    private const int Cards = 10;

    private readonly int _seed;
    private readonly long _zone;
    private readonly long _point;
    private readonly List<int> _people = [];

    public BorrowedCards(BuildingPlan plan, int seed, string zone, string point)
    {
        (_seed, _zone, _point) = (seed, SeededRandom.NumberOf(zone), SeededRandom.NumberOf(point));
        var random = SeededRandom.For(seed, CardsPart, _zone, _point);
        // A small building has fewer than ten people; then cards of further people are used.
        var others = Enumerable.Range(0, Math.Max(Cards, plan.Desks)).ToList();
        for (var card = 0; card < Cards; card++)
        {
            var drawn = random.Below(others.Count);
            _people.Add(others[drawn]);
            others.RemoveAt(drawn);
        }
    }

    /// <summary>One card after the other, 3 to 6 s apart from the beginning of the window; none after its end.</summary>
    public IEnumerable<(DateTimeOffset At, int Person)> ShownIn(ScriptWindow window)
    {
        var (at, random) = (window.From, SeededRandom.For(_seed, CardsPart, _zone, _point, window.From.ToUnixTimeMilliseconds()));
        foreach (var person in _people)
        {
            at = at.AddSeconds(random.Between(3, 6));
            if (at < window.To)
                yield return (at, person);
        }
    }
}
