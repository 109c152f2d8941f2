using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>
/// The communities of the registry for strangers. They are read again after a change of the registry and at no other time, so an id that somebody guesses costs the database
/// nothing. While it is away, they stay as they were. Thread-safe.
/// </summary>
internal sealed class OpenCommunities(RegistryStore store, RegistryBook registry)
{
    private volatile Known? _known;

    /// <summary>The community; null when there is none of this id.</summary>
    /// <exception cref="RegistryUnavailableException">The registry is away, and was since the start.</exception>
    public CommunityFacts? Find(string id)
    {
        var (version, known) = (store.LastVersion, _known);
        if (known is null || known.Version != version) known = Read(version, known);
        return known.Communities.GetValueOrDefault(id);
    }

    private Known Read(long version, Known? former)
    {
        try
        {
            return _known = new Known(version, registry.ReadAll().Rows.Of<CommunityFacts>().ToDictionary(community => community.Id, StringComparer.Ordinal));
        }
        catch (RegistryUnavailableException) when (former is not null)
        {
            return former;
        }
    }

    private sealed record Known(long Version, IReadOnlyDictionary<string, CommunityFacts> Communities);
}
