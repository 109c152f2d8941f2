namespace OpcSpaces.Dashboards.Live;

/// <summary>What changed since the event before.</summary>
/// <param name="Time">Server time.</param>
/// <param name="NewestReading">Server time at which the newest reading arrived; null for a reader that sees neither desks nor gateways.</param>
/// <param name="Desks">Only the desks that changed.</param>
/// <param name="Gateways">All of the snapshot's gateways, when any of them changed; else null.</param>
public sealed record LiveChange(
    DateTimeOffset Time,
    DateTimeOffset? NewestReading,
    IReadOnlyList<LiveDesk> Desks,
    IReadOnlyList<ShownGateway>? Gateways)
{
    /// <summary>Only the zones that changed, of communities that give no figures of single desks; null where none did.</summary>
    public IReadOnlyList<LiveZone>? Zones { get; init; }

    /// <summary>Set while the past is shown: how far it has come in.</summary>
    public HistoryProgress? History { get; init; }
}
