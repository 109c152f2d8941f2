namespace OpcSpaces.Api.Rights;

/// <summary>Knows of each community what rights depend on. Thread-safe, and never waits for a store.</summary>
public interface ICommunities
{
    /// <summary>The id of its district; null when the registry does not have the community.</summary>
    string? DistrictOf(string community);

    /// <summary>Whether it gives figures of single desks to anybody. No while nobody knows: what was given cannot be taken back.</summary>
    bool GivesDesks(string community);
}
