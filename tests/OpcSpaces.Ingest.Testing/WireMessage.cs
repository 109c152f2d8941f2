namespace OpcSpaces.Ingest.Testing;

/// <summary>A message between a simulated gateway and the cloud.</summary>
internal sealed record WireMessage(string Topic, byte[] Payload);
