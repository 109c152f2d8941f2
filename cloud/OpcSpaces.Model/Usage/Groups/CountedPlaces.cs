using System.Collections;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>
/// At which places somebody can be in a figure of one date: those that are in service and whose tenant has not announced to be away; of desks, whose figure comes of their sensors, also only those of
/// which the records know something (where they know nothing of any desk yet, all).
/// </summary>
internal sealed class CountedPlaces
{
    private readonly CommunityPlaces _places;
    private readonly Func<Lease, int[]> _leased;
    private readonly BitArray _available;
    private readonly BitArray _known;

    /// <param name="history">The records.</param>
    /// <param name="leased">The numbers of the places of a lease.</param>
    /// <param name="day">The number of the date.</param>
    public CountedPlaces(UsageHistory history, Func<Lease, int[]> leased, int day)
    {
        (_places, _leased) = (history.Places, leased);
        var (count, isAnyDeskKnown) = (history.Places.Places.Count, false);
        (_available, _known) = (new BitArray(count), new BitArray(count));
        for (var place = 0; place < count; place++)
        {
            _available[place] = history.Days[place][day].IsAvailable();
            _known[place] = history.WholeDay(place, day).KnownMs > 0;
            isAnyDeskKnown |= _known[place] && history.Places.Places[place].IsDesk;
        }

        if (!isAnyDeskKnown) _known.SetAll(true);
        _known.And(_available);
        Key = Text(_available) + Text(_known);
    }

    /// <summary>Equal for dates with equal places.</summary>
    public string Key { get; }

    /// <summary>How many people a lease has places for; as many as there are where a room, or a zone of which the registry has no place, is leased.</summary>
    public int Of(Lease lease, FigureKind kind)
    {
        var (numbers, places) = (_leased(lease), 0L);
        foreach (var number in numbers)
        {
            var isDesk = _places.Places[number].IsDesk;
            // Whoever is at a desk is in the room of the zone, or uses electricity, whether or not the desk's sensor works.
            if (isDesk ? (kind == FigureKind.Desks ? _known : _available)[number] : kind != FigureKind.Desks && _available[number]) places += isDesk ? 1 : int.MaxValue;
        }

        return numbers.Length == 0 ? SmallGroups.PlacesOf(lease) : (int)Math.Min(places, int.MaxValue);
    }

    private static string Text(BitArray bits)
    {
        var bytes = new byte[(bits.Count + 7) / 8];
        bits.CopyTo(bytes, 0);
        return Convert.ToHexString(bytes);
    }
}
