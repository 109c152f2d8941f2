using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>The desks and rooms of a building that have a kind. Immutable.</summary>
public sealed class PlaceKinds
{
    private const long SharePart = -50;

    private readonly Dictionary<(string Zone, string Point), PlaceKind> _kinds;

    public PlaceKinds(IEnumerable<(string Zone, string Point, PlaceKind Kind)> places)
        : this(places.ToDictionary(place => (place.Zone, place.Point), place => place.Kind))
    {
    }

    private PlaceKinds(Dictionary<(string Zone, string Point), PlaceKind> kinds) => _kinds = kinds;

    public static PlaceKinds None { get; } = new(new Dictionary<(string Zone, string Point), PlaceKind>());

    /// <summary>The kind of a desk or room; null when it has none.</summary>
    public PlaceKind? this[string zone, string point] => _kinds.GetValueOrDefault((zone, point));

    public int Count => _kinds.Count;

    /// <summary>All places that have a kind, in the order of their ids.</summary>
    public IEnumerable<(string Zone, string Point, PlaceKind Kind)> Places =>
        _kinds.OrderBy(place => place.Key.Zone, StringComparer.Ordinal).ThenBy(place => place.Key.Point, StringComparer.Ordinal).Select(place => (place.Key.Zone, place.Key.Point, place.Value));

    /// <summary>
    /// Gives kinds to the places that a description names, and to its shares of all other desks. Which desks these are depends on
    /// the seed of the building and on the desk only.
    /// </summary>
    internal static PlaceKinds Of(IReadOnlyList<DescribedKind> described, Community community, int seed)
    {
        var kinds = described.SelectMany(it => it.Places.Select(place => (place, it.Kind))).ToDictionary(it => it.place, it => it.Kind);
        foreach (var (zone, desk) in community.Zones.SelectMany(zone => zone.Desks.Select(desk => (zone, desk))))
        {
            var left = SeededRandom.For(seed, SharePart, SeededRandom.NumberOf(zone.Id), SeededRandom.NumberOf(desk.Id)).NextDouble();
            foreach (var it in described)
            {
                left -= it.DeskShare;
                if (left >= 0)
                    continue;
                kinds.TryAdd((zone.Id, desk.Id), it.Kind);
                break;
            }
        }

        return new PlaceKinds(kinds);
    }
}
