namespace OpcSpaces.Dashboards.Live;

/// <summary>Everything that a live page shows, at one moment.</summary>
/// <param name="Time">Server time of the snapshot.</param>
/// <param name="PlanVersion">The <see cref="LivePlan.Version"/> that the desks belong to.</param>
/// <param name="NewestReading">Server time at which the newest reading arrived; null where none has, and for a reader that sees neither desks nor gateways.</param>
/// <param name="Desks">Every desk asked for.</param>
/// <param name="Gateways">The gateways that report something of the floor, and those of its community that are on no floor (<see cref="ShownGateway.OnNoFloor"/>); without a floor, every gateway known.</param>
public sealed record LiveSnapshot(
    DateTimeOffset Time,
    string PlanVersion,
    DateTimeOffset? NewestReading,
    IReadOnlyList<LiveDesk> Desks,
    IReadOnlyList<ShownGateway> Gateways)
{
    /// <summary>Set while the past is shown: how far it has come in.</summary>
    public HistoryProgress? History { get; init; }

    /// <summary>The zones with desks of communities that give no figures of single desks: their desks are not in <see cref="Desks"/>.</summary>
    public IReadOnlyList<LiveZone> Zones { get; init; } = [];

    /// <summary>What does not work; empty when everything does.</summary>
    public IReadOnlyList<LiveTrouble> Troubles { get; init; } = [];
}
