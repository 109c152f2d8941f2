using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>
/// The communities of the registry for strangers. They are read again after a change of the registry and at no other time, so an id that somebody guesses costs the database
/// nothing. While it is away, they stay as they were, and it is asked again after a pause. Thread-safe.
/// </summary>
internal sealed class OpenCommunities(RegistryStore store, RegistryBook registry, TimeProvider time)
{
    /// <summary>How long the registry is left alone after it could not be read.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _reading = new(); // one reader at a time; guards _failure and _notBefore
    private volatile Known? _known;
    private RegistryUnavailableException? _failure;
    private DateTimeOffset _notBefore;

    /// <summary>The community; null when there is none of this id.</summary>
    /// <exception cref="RegistryUnavailableException">The registry is away, and was since the start.</exception>
    public CommunityFacts? Find(string id)
    {
        var known = _known is { } last && last.Version == store.LastVersion ? last : Refreshed();
        return known.Communities.GetValueOrDefault(id);
    }

    private Known Refreshed()
    {
        // Who comes while somebody reads gets what was known before; only where nothing was, it waits.
        if (_known is not { } former) _reading.Enter();
        else if (!_reading.TryEnter()) return former;
        try
        {
            return Read();
        }
        finally
        {
            _reading.Exit();
        }
    }

    private Known Read()
    {
        var (version, former) = (store.LastVersion, _known);
        if (former is not null && former.Version == version) return former;
        if (_failure is { } failure && time.GetUtcNow() < _notBefore) return former ?? throw new RegistryUnavailableException(failure.Message, failure);
        try
        {
            var known = new Known(version, registry.ReadAll().Rows.Of<CommunityFacts>().ToDictionary(community => community.Id, StringComparer.Ordinal));
            (_known, _failure) = (known, null);
            return known;
        }
        catch (RegistryUnavailableException e)
        {
            (_failure, _notBefore) = (e, time.GetUtcNow() + Pause);
            if (former is null) throw;
            return former;
        }
    }

    private sealed record Known(long Version, IReadOnlyDictionary<string, CommunityFacts> Communities);
}
