using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Live;

namespace OpcSpaces.Cloud.Access;

/// <summary>What rights depend on, as the registry has it. While it is away, that stays as it was.</summary>
internal sealed class RegistryCommunities(RegistryPlans registry) : ICommunities
{
    public string? DistrictOf(string community) => registry.Current.Facts.GetValueOrDefault(community)?.District;

    public bool GivesDesks(string community) => registry.Current.GivesDesks(community);
}
