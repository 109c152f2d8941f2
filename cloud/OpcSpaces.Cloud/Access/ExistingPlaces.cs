using OpcSpaces.Access.Credentials;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.Access;

/// <summary>What exists: in the registry, and beside it the communities of files and gateways.</summary>
internal sealed class ExistingPlaces(RegistryBook registry, ILiveBoard board) : IExistingPlaces
{
    public bool Has(Grant grant)
    {
        if (grant.Role == Role.Auditor) return registry.ReadAll().Rows.Of<District>().Any(district => district.Id == grant.Place);
        var rows = registry.Read(grant.Place).Rows;
        if (grant.Part.Length > 0) return rows.Find<Tenant>($"{grant.Place}/{grant.Part}") is not null;
        return rows.Find<CommunityFacts>(grant.Place) is not null || board.Plan.Communities.Any(community => community.Id == grant.Place);
    }
}
