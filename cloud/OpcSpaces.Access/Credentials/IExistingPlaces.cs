using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Knows which places of grants exist. Ids that look like others are refused where something is made, but an installation may have had them before that was a rule, and a gateway chooses the id of its
/// community by itself. The host implements it. Thread-safe.
/// </summary>
public interface IExistingPlaces
{
    /// <summary>Whether what the grant names exists: the community or the district, and of a tenant that firm in it.</summary>
    bool Has(Grant grant);
}

/// <summary>Where nobody can be asked what exists, as in a command beside the cloud.</summary>
internal sealed class NoPlaces : IExistingPlaces
{
    public bool Has(Grant grant) => false;
}
