using System.Collections.Frozen;

namespace OpcSpaces.Model.Access;

/// <summary>
/// Who may do what. A right in a place is given by a grant whose place has the target in it and whose role has the right. What is not given
/// is forbidden.
/// </summary>
public static class AccessRules
{
    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Given = new Dictionary<Role, Right[]>
    {
        [Role.Administrator] = Enum.GetValues<Right>(),
        [Role.FacilityManager] = [.. Enum.GetValues<Right>().Except([Right.ReadInstallation, Right.ManageAccess])],
        [Role.GatewayOperator] = [Right.ReadPlaces, Right.ReadLive, Right.ReadSeries, Right.ReadGateways, Right.ReadAlarms, Right.HandleAlarms],
        [Role.Auditor] = [Right.ReadPlaces, Right.ReadUsage, Right.ReadTenancy, Right.ReadAudit, Right.ReadGateways, Right.ReadChanges],
        [Role.City] = [Right.ReadPlaces, Right.ReadUsage],
        [Role.Tenant] = [Right.ReadPlaces, Right.ReadLive, Right.ReadTenancy, Right.ReadDeskUsage, Right.AskForSpace],
        [Role.Display] = [Right.ReadPlaces, Right.ReadLive],
    }.ToFrozenDictionary(role => role.Key, role => role.Value.ToFrozenSet());

    // What a tenant sees of itself only. The others are about its whole community.
    private static readonly FrozenSet<Right> OwnOnly = [Right.ReadTenancy, Right.ReadDeskUsage, Right.AskForSpace];

    // What nobody has where a community has switched figures of desks off, whatever the role.
    private static readonly FrozenSet<Right> OfDesks = [Right.ReadDeskUsage];

    /// <summary>Whether the grant gives the right to the target.</summary>
    public static bool Allows(Grant grant, Right right, in AccessTarget target) =>
        Has(grant.Role, right) && grant.Covers(target) && (target.GivesDesks || !OfDesks.Contains(right)) && (grant.Role != Role.Tenant || !OwnOnly.Contains(right) || target.Tenant == grant.Part);

    /// <summary>Whether a role has the right at all, in some place.</summary>
    public static bool Has(Role role, Right right) => Given[role].Contains(right);

    /// <summary>Whether everything that <paramref name="inner"/> gives is given by <paramref name="outer"/> too: nobody passes on more than they have.</summary>
    public static bool Includes(Grant outer, Grant inner) => outer == inner || (Given[inner.Role].IsSubsetOf(Given[outer.Role]) && HasPlaceOf(outer, inner));

    private static bool HasPlaceOf(Grant outer, Grant inner) => outer.Role switch
    {
        Role.Administrator or Role.City => true,
        // An auditor's place is a district, and which communities are in it may change.
        Role.Auditor => false,
        Role.Display => outer.Part == inner.Part && outer.Place == inner.Place,
        Role.Tenant => outer.Place == inner.Place && inner.Role == Role.Display,
        _ => outer.Place == inner.Place && inner.Role is not (Role.Administrator or Role.City or Role.Auditor),
    };
}
