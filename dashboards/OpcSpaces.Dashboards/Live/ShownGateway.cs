using OpcSpaces.Model.Places;

namespace OpcSpaces.Dashboards.Live;

/// <summary>One gateway as it is shown.</summary>
/// <param name="Key">Its community and id.</param>
/// <param name="Online">Whether its session stands.</param>
/// <param name="Since">Server time since which it is online or offline; null when it has never been online.</param>
/// <param name="Backlog">Batches that it is known to hold and that are not committed here; null while it is offline (unknown, not zero).</param>
/// <param name="NewestReading">Event time of its newest reading.</param>
public sealed record ShownGateway(GatewayKey Key, bool Online, DateTimeOffset? Since, long? Backlog, DateTimeOffset? NewestReading)
{
    /// <summary>Server time at which its clock was last seen to have been set back; null when it was not.</summary>
    public DateTimeOffset? ClockSetBackAt { get; init; }

    /// <summary>No floor of its community has a zone in which it reports something: it has not announced any yet, or under ids that no plan has. Then each floor has it.</summary>
    public bool OnNoFloor { get; init; }
}
