namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>How all gateways of a fleet are doing together, at about one moment.</summary>
/// <param name="Gateways">How many there are.</param>
/// <param name="Connected">How many have a session with the broker.</param>
/// <param name="ReadingsMade">Readings that are durable on gateways, since the start of this process.</param>
/// <param name="ReadingsUnsaved">Readings that wait for each other or for a gateway's disk.</param>
/// <param name="ReadingsLost">Readings that gateways had to give up.</param>
/// <param name="Backlog">Batches that the cloud has not committed yet.</param>
public readonly record struct FleetProgress(int Gateways, int Connected, long ReadingsMade, long ReadingsUnsaved, long ReadingsLost, ulong Backlog);
