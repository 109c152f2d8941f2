using System.Globalization;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Importing;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Live;

/// <summary>The plans of the registry's communities, read again after each change. While the registry is away they stay as they were. Safe from any thread.</summary>
internal sealed class RegistryPlans(RegistryStore store, RegistryReader reader, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new(); // guards the fields below
    private RegisteredPlans _plans = RegisteredPlans.None;
    private long _version;
    private DateTimeOffset _notBefore;

    public RegisteredPlans Current
    {
        get
        {
            lock (_gate)
            {
                var version = store.LastVersion;
                if (version == _version || time.GetUtcNow() < _notBefore) return _plans;
                try
                {
                    var rows = reader.Rows(null);
                    _plans = new(
                        [.. reader.Communities.Select(community => DrawnCommunityRows.Plan(rows, community)).OfType<Community>().Where(community => community.Zones.Any())],
                        string.Create(CultureInfo.InvariantCulture, $"registry {version}"))
                    {
                        Districts = rows.Of<CommunityFacts>().ToDictionary(community => community.Id, community => community.District, StringComparer.Ordinal),
                    };
                    _version = version;
                }
                catch (RegistryUnavailableException)
                {
                    // The registry's own service logs it.
                    _notBefore = time.GetUtcNow() + Pause;
                }

                return _plans;
            }
        }
    }
}

/// <summary>The communities of the registry that have a plan, with a text that is another one after each change, and the districts of all communities.</summary>
internal sealed record RegisteredPlans(IReadOnlyList<Community> Communities, string Version)
{
    public static RegisteredPlans None { get; } = new([], "");

    /// <summary>The district of each community, also of those without a plan.</summary>
    public IReadOnlyDictionary<string, string> Districts { get; init; } = new Dictionary<string, string>();
}
