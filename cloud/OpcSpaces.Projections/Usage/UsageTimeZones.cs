using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// The time zones of communities, as the journal has them. Only when hours begin matters here: where a zone differs from UTC by whole
/// hours, its hours are those of UTC.
/// </summary>
internal sealed class UsageTimeZones
{
    private const string Column = "timeZone";

    private static readonly string Table = RegistryTables.Of<CommunityFacts>().Name;

    private Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private ulong _epoch;

    /// <summary>Takes a part of a change of the registry; returns the communities whose time zone it changes.</summary>
    public IReadOnlyList<string> Apply(JournalEntry entry)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        if (entry.Epoch != _epoch)
        {
            changed.UnionWith(_ids.Keys);
            _epoch = entry.Epoch;
            _ids.Clear();
        }

        foreach (var change in ChangeSetJson.Read(entry.Payload).Set.Changes)
        {
            if (change.Table != Table || !change.Fields.TryGetValue(Column, out var zone)) continue;
            changed.Add(change.Key);
            if (zone.New is { } id) _ids[change.Key] = id;
            else _ids.Remove(change.Key);
        }

        return [.. changed];
    }

    /// <summary>When the hours of a community begin (<see cref="HourPhase"/>): as those of UTC where its time zone is not known.</summary>
    public int PhaseMs(string community) =>
        _ids.TryGetValue(community, out var id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? HourPhase.MsOf(zone) : 0;

    public UsageTimeZonesState Save() => new(_epoch, _ids.ToDictionary());

    public void Load(UsageTimeZonesState state) => (_epoch, _ids) = (state.Epoch, new Dictionary<string, string>(state.Ids, StringComparer.Ordinal));
}

/// <summary>For a snapshot.</summary>
internal sealed record UsageTimeZonesState(ulong Epoch, IReadOnlyDictionary<string, string> Ids);
