using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.Groups;

namespace OpcSpaces.Dashboards.Live;

/// <summary>
/// A zone as it is shown where its community gives no figures of single desks: how many of its desks are occupied, so that the state of no single desk follows.
/// </summary>
/// <remarks>That none is occupied, or that all are, would tell of each one, so it is said of one more or one less too. Of fewer than five known desks nothing is said.</remarks>
/// <param name="Key">Community and zone; in JSON as text, such as <c>nanshan-hub/3F-A02</c>.</param>
/// <param name="Desks">How many desks it has.</param>
/// <param name="Unknown">Of how many of them nothing is known now.</param>
/// <param name="OccupiedAtLeast">How many are occupied at least; null where it is not said.</param>
/// <param name="OccupiedAtMost">How many are occupied at most; null where it is not said.</param>
public sealed record LiveZone(ZoneKey Key, int Desks, int Unknown, int? OccupiedAtLeast, int? OccupiedAtMost)
{
    /// <summary>The zone with desks in these states.</summary>
    public static LiveZone Of(ZoneKey key, IReadOnlyCollection<DeskState> desks)
    {
        var (unknown, occupied) = (desks.Count(state => state == DeskState.Unknown), desks.Count(state => state == DeskState.Occupied));
        var known = desks.Count - unknown;
        return known < SmallGroups.LeastPeople
            ? new LiveZone(key, desks.Count, unknown, null, null)
            : new LiveZone(key, desks.Count, unknown, occupied <= 1 ? 0 : occupied >= known - 1 ? known - 1 : occupied, occupied >= known - 1 ? known : occupied <= 1 ? 1 : occupied);
    }
}
