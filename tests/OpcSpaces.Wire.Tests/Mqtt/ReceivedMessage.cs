namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A message as the handler received it.</summary>
internal sealed record ReceivedMessage(string Topic, byte[] Payload, bool Retained);
