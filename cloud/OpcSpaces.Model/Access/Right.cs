namespace OpcSpaces.Model.Access;

/// <summary>What a route of the API, or a page, asks of its caller. <see cref="AccessRules"/> says who has which.</summary>
public enum Right
{
    /// <summary>See that a community exists, its floors, zones, areas, calendar and plan.</summary>
    ReadPlaces,

    /// <summary>See which desks and rooms are occupied now.</summary>
    ReadLive,

    /// <summary>See figures of zones and communities over time; of fewer than five people only with <see cref="ReadDeskUsage"/>.</summary>
    ReadUsage,

    /// <summary>See figures of single desks and rooms, and of groups of any size, over time. A desk of one person says when that person was there: it is for those who run the community, and for a tenant about itself. Nobody has it where the community has switched figures of desks off (<see cref="AccessTarget.GivesDesks"/>).</summary>
    ReadDeskUsage,

    /// <summary>See readings as time series.</summary>
    ReadSeries,

    /// <summary>See tenants, leases, absences and requests.</summary>
    ReadTenancy,

    /// <summary>See what an audit asks for: claims, invoices, payments, insured head-count, privacy assessments.</summary>
    ReadAudit,

    /// <summary>See gateways, points, their state and their health.</summary>
    ReadGateways,

    /// <summary>See alarms.</summary>
    ReadAlarms,

    /// <summary>Acknowledge alarms.</summary>
    HandleAlarms,

    /// <summary>Announce absences and ask for space.</summary>
    AskForSpace,

    /// <summary>Change the registry.</summary>
    ChangeRegistry,

    /// <summary>Read who changed what in the registry, when and why.</summary>
    ReadChanges,

    /// <summary>See the state of the installation itself: ingest, projections, stores.</summary>
    ReadInstallation,

    /// <summary>Make and revoke the displays of a community.</summary>
    ManageDisplays,

    /// <summary>Set up how a community is told that something happened, and read what it was told.</summary>
    ManageChannels,

    /// <summary>Manage accounts and keys.</summary>
    ManageAccess,
}
