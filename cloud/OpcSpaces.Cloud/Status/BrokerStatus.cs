namespace OpcSpaces.Cloud.Status;

/// <summary>How the embedded broker is doing.</summary>
/// <param name="Port">Where clients connect.</param>
/// <param name="Connections">Connections over the network now.</param>
/// <param name="Counts">What it has counted since the process started, by <see cref="Broker.Counting.BrokerEvent"/>; only what has occurred.</param>
internal sealed record BrokerStatus(int Port, int Connections, IReadOnlyDictionary<string, long> Counts);
