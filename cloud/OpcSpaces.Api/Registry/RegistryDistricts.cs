using OpcSpaces.Api.Rights;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Api.Registry;

/// <summary>The districts of communities, from the registry.</summary>
internal sealed class RegistryDistricts(RegistryBook book) : IDistricts
{
    public string? Find(string community) => book.Read(community).Community?.District;
}
