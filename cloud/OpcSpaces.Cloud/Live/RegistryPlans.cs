using System.Globalization;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Importing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// The plans of the registry's communities, read again after each change of what is drawn. While the registry is away they stay as they were, and no
/// community gives figures of desks once a version is known that cannot be read. Safe from any thread.
/// </summary>
internal sealed class RegistryPlans(RegistryStore store, RegistryReader reader, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new(); // guards the fields below
    private readonly SortedDictionary<string, Community> _communities = new(StringComparer.Ordinal);
    private RegisteredPlans _outdated = RegisteredPlans.None; // what was read, while a newer version cannot be read: what it says of desks is not known
    private DateTimeOffset _notBefore;
    private volatile Known _known = new(0, RegisteredPlans.None); // read without the lock

    public RegisteredPlans Current
    {
        get
        {
            // Every event of every live reader asks.
            if (_known is { Version: > 0 } known && known.Version == store.LastVersion) return known.Plans;
            lock (_gate)
            {
                var version = store.LastVersion;
                if (version == _known.Version) return version == 0 && store.IsRead ? RegisteredPlans.Empty : _known.Plans;
                if (time.GetUtcNow() < _notBefore) return _outdated;
                try
                {
                    return (_known = new Known(version, Read(version))).Plans;
                }
                catch (RegistryUnavailableException)
                {
                    // The registry's own service logs it.
                    (_notBefore, _outdated) = (time.GetUtcNow() + Pause, _known.Plans with { IsKnown = false });
                    return _outdated;
                }
            }
        }
    }

    // Most changes are of leases and the like, and of one community.
    private RegisteredPlans Read(long version)
    {
        var plans = _known.Plans;
        if (_known.Version == 0 || reader.CommunitiesSince(_known.Version, version, DrawnCommunityRows.OfPlan) is not { } touched)
        {
            var rows = reader.Rows(null, DrawnCommunityRows.OfPlan);
            _communities.Clear();
            foreach (var community in rows.Of<CommunityFacts>()) Draw(community.Id, rows);
            return Plans(rows, version);
        }

        foreach (var community in touched)
        {
            var rows = reader.Rows(community, DrawnCommunityRows.OfPlan);
            Draw(community, rows);
            plans = Plans(rows, version);
        }

        return plans;
    }

    private void Draw(string community, RegistryRows rows)
    {
        if (DrawnCommunityRows.Plan(rows, community) is { } plan && plan.Zones.Any()) _communities[community] = plan;
        else _communities.Remove(community);
    }

    private RegisteredPlans Plans(RegistryRows rows, long version) => new([.. _communities.Values], string.Create(CultureInfo.InvariantCulture, $"registry {version}"))
    {
        Facts = rows.Of<CommunityFacts>().ToDictionary(community => community.Id, StringComparer.Ordinal),
        IsKnown = true,
    };

    private sealed record Known(long Version, RegisteredPlans Plans);
}

/// <summary>The communities of the registry that have a plan, with a text that is another one after each change, and the districts of all communities.</summary>
internal sealed record RegisteredPlans(IReadOnlyList<Community> Communities, string Version)
{
    /// <summary>Before the registry was read.</summary>
    public static RegisteredPlans None { get; } = new([], "");

    /// <summary>A registry in which nobody has entered anything yet.</summary>
    public static RegisteredPlans Empty { get; } = None with { IsKnown = true };

    /// <summary>What is said of each community, also of those without a plan.</summary>
    public IReadOnlyDictionary<string, CommunityFacts> Facts { get; init; } = new Dictionary<string, CommunityFacts>();

    /// <summary>Whether the registry was read, and no newer version of it is known.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether a community gives figures of single desks. Nobody knows it before the registry was read, so it does not.</summary>
    public bool GivesDesks(string community) => IsKnown && Facts.GetValueOrDefault(community) is not { DeskFigures: false };
}
