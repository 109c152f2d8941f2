namespace OpcSpaces.Model.Access;

/// <summary>What somebody is, in the place that a <see cref="Grant"/> names.</summary>
public enum Role
{
    /// <summary>Manages accounts and the installation, and may do everything everywhere.</summary>
    Administrator,

    /// <summary>Runs a community: everything in it.</summary>
    FacilityManager,

    /// <summary>Looks after the gateways of a community: their state, sensors and alarms, and nothing of its tenants.</summary>
    GatewayOperator,

    /// <summary>Audits the communities of a district by figures of zones, tenancy and what an audit asks for, and changes nothing.</summary>
    Auditor,

    /// <summary>Compares all communities of the city by figures of zones, without desks and tenants.</summary>
    City,

    /// <summary>A firm of a community: its own leases, requests and figures, and which desks are free.</summary>
    Tenant,

    /// <summary>A screen on a wall that shows the plan of one floor, and nothing else.</summary>
    Display,
}
