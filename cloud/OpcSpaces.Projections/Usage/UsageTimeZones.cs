using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// When the hours of communities begin, by the time zones that the journal has: where a zone differs from UTC by whole hours, its hours are those
/// of UTC. The rules of the time zone are the machine's when the entry is read. They are kept with what was counted, so that new rules of the
/// machine do not move hours.
/// </summary>
internal sealed class UsageTimeZones
{
    private const string Column = "timeZone";

    private static readonly string Table = RegistryTables.Of<CommunityFacts>().Name;

    private Dictionary<string, int> _phasesMs = new(StringComparer.Ordinal);
    private ulong _epoch;

    /// <summary>Takes a part of a change of the registry; returns the communities whose time zone it changes.</summary>
    public IReadOnlyList<string> Apply(JournalEntry entry)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        if (entry.Epoch != _epoch)
        {
            changed.UnionWith(_phasesMs.Keys);
            _epoch = entry.Epoch;
            _phasesMs.Clear();
        }

        foreach (var change in ChangeSetJson.Read(entry.Payload).Set.Changes)
        {
            if (change.Table != Table || !change.Fields.TryGetValue(Column, out var zone)) continue;
            changed.Add(change.Key);
            if (zone.New is { } id) _phasesMs[change.Key] = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var rules) ? HourPhase.MsOf(rules) : 0;
            else _phasesMs.Remove(change.Key);
        }

        return [.. changed];
    }

    /// <summary>When the hours of a community begin (<see cref="HourPhase"/>): as those of UTC where its time zone is not known.</summary>
    public int PhaseMs(string community) => _phasesMs.GetValueOrDefault(community);

    public UsageTimeZonesState Save() => new(_epoch, _phasesMs.ToDictionary());

    public void Load(UsageTimeZonesState state) => (_epoch, _phasesMs) = (state.Epoch, new Dictionary<string, int>(state.PhasesMs, StringComparer.Ordinal));
}

/// <summary>For a snapshot.</summary>
internal sealed record UsageTimeZonesState(ulong Epoch, IReadOnlyDictionary<string, int> PhasesMs);
