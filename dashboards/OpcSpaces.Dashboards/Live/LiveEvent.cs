namespace OpcSpaces.Dashboards.Live;

/// <summary>One event of the live stream: a whole snapshot, or what changed since the event before.</summary>
/// <param name="Snapshot">Set for the first event and after a reader fell behind.</param>
/// <param name="Change">Set otherwise.</param>
public sealed record LiveEvent(LiveSnapshot? Snapshot, LiveChange? Change);
