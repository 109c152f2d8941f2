namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>The state of all gateways of a fleet, at about one moment.</summary>
/// <param name="Gateways">Number of gateways.</param>
/// <param name="Connected">Number of gateways that have a session with the broker.</param>
/// <param name="ReadingsMade">Readings that the gateways have stored since the start of this process.</param>
/// <param name="ReadingsUnsaved">Readings that wait for their batch or for a gateway's disk.</param>
/// <param name="ReadingsLost">Readings that gateways had to discard.</param>
/// <param name="Backlog">Batches that the cloud has not committed yet.</param>
public readonly record struct FleetProgress(int Gateways, int Connected, long ReadingsMade, long ReadingsUnsaved, long ReadingsLost, ulong Backlog);
