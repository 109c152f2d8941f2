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

    private readonly Dictionary<ulong, Dictionary<string, int>> _registries = []; // by epoch: one that was used before may come back
    private Dictionary<string, int> _phasesMs = new(StringComparer.Ordinal); // of the registry in use
    private ulong _epoch;

    /// <summary>Takes a part of a change of the registry, or that another one is used; returns the communities whose time zone may be another one.</summary>
    public IReadOnlyList<string> Apply(JournalEntry entry)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        if (entry.Epoch != _epoch)
        {
            changed.UnionWith(_phasesMs.Keys);
            Use(entry.Epoch);
            changed.UnionWith(_phasesMs.Keys);
        }

        if (entry.Kind == JournalKind.RegistryChange) Change(ChangeSetJson.Read(entry.Payload).Set, changed);
        return [.. changed];
    }

    /// <summary>When the hours of a community begin (<see cref="HourPhase"/>): as those of UTC where its time zone is not known.</summary>
    public int PhaseMs(string community) => _phasesMs.GetValueOrDefault(community);

    public UsageTimeZonesState Save() => new(_epoch, _registries.ToDictionary(registry => registry.Key, IReadOnlyDictionary<string, int> (registry) => registry.Value.ToDictionary()));

    public void Load(UsageTimeZonesState state)
    {
        _registries.Clear();
        foreach (var (epoch, phasesMs) in state.PhasesMs) _registries[epoch] = new Dictionary<string, int>(phasesMs, StringComparer.Ordinal);
        Use(state.Epoch);
    }

    private void Use(ulong epoch)
    {
        _epoch = epoch;
        if (!_registries.TryGetValue(epoch, out _phasesMs!)) _registries[epoch] = _phasesMs = new Dictionary<string, int>(StringComparer.Ordinal);
    }

    private void Change(ChangeSet set, HashSet<string> changed)
    {
        foreach (var change in set.Changes)
        {
            if (change.Table != Table || !change.Fields.TryGetValue(Column, out var zone)) continue;
            changed.Add(change.Key);
            if (zone.New is { } id) _phasesMs[change.Key] = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var rules) ? HourPhase.MsOf(rules) : 0;
            else _phasesMs.Remove(change.Key);
        }
    }
}

/// <summary>For a snapshot.</summary>
/// <param name="Epoch">The registry in use; 0 for none.</param>
/// <param name="PhasesMs">By registry and community: when its hours begin.</param>
internal sealed record UsageTimeZonesState(ulong Epoch, IReadOnlyDictionary<ulong, IReadOnlyDictionary<string, int>> PhasesMs)
{
    public static readonly UsageTimeZonesState None = new(0, new Dictionary<ulong, IReadOnlyDictionary<string, int>>());
}
