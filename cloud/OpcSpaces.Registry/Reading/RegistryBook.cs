using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Databases;

namespace OpcSpaces.Registry.Reading;

/// <summary>
/// The rows of each community in memory, as of the newest version. Each question asks the database for the version alone, so an answer is never
/// older than the question. Thread-safe.
/// </summary>
public sealed class RegistryBook(RegistryReader reader)
{
    private readonly Lock _reading = new(); // guards _version and _pages
    private readonly Dictionary<string, RegistryPage> _pages = new(StringComparer.Ordinal);
    private long _version = -1;

    // No community has this id.
    private const string All = "";

    /// <summary>The rows of one community with all districts and communities; those alone for a community that does not exist.</summary>
    /// <exception cref="RegistryUnavailableException">The database cannot be reached now, or there is none yet.</exception>
    public RegistryPage Read(string community)
    {
        var version = reader.Version;
        CatchUp(version);
        lock (_reading)
        {
            if (version == _version && _pages.TryGetValue(community, out var known)) return known;
        }

        var (rows, at) = reader.RowsWithVersion(community);
        var page = new RegistryPage(community, at, at, rows);
        lock (_reading)
        {
            // Only of communities that exist, and of all together: ids that are guessed must not fill the memory.
            if ((page.Community is not null || community == All) && at == _version) _pages[community] = page;
        }

        return page;
    }

    /// <summary>All districts and communities.</summary>
    /// <exception cref="RegistryUnavailableException">As of <see cref="Read"/>.</exception>
    public RegistryPage ReadAll() => Read(All);

    // Pages that the changes since did not touch stay, under the new version.
    private void CatchUp(long version)
    {
        long since;
        lock (_reading) since = _version;
        if (since >= version) return;
        var touched = since < 0 ? null : reader.CommunitiesSince(since, version);
        lock (_reading)
        {
            if (_version != since) return;
            _version = version;
            foreach (var (id, page) in _pages.ToList())
            {
                if (touched is null || touched.Contains(id)) _pages.Remove(id);
                else _pages[id] = page with { Version = version };
            }
        }
    }
}

/// <summary>Rows of one moment. They never change.</summary>
/// <param name="Id">The id of the community that was asked for.</param>
/// <param name="Version">The registry's version.</param>
/// <param name="ContentVersion">The version at which these rows were read: changes of other communities leave it as it is.</param>
/// <param name="Rows">The rows of the community, with all districts and communities. Not to be changed.</param>
public sealed record RegistryPage(string Id, long Version, long ContentVersion, RegistryRows Rows)
{
    /// <summary>The community; null when the registry does not have it.</summary>
    public CommunityFacts? Community { get; } = Rows.Find<CommunityFacts>(Id);
}
