namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>A message that libmosquitto had already read when the handler asked for rest.</summary>
internal readonly record struct HeldMessage(byte[] Topic, byte[] Payload, bool Retained);
