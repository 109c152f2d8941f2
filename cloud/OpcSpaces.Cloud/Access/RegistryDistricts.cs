using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Live;

namespace OpcSpaces.Cloud.Access;

/// <summary>The districts of communities, as the registry has them. While it is away, they stay as they were.</summary>
internal sealed class RegistryDistricts(RegistryPlans registry) : IDistricts
{
    public string? Find(string community) => registry.Current.Districts.GetValueOrDefault(community);
}
