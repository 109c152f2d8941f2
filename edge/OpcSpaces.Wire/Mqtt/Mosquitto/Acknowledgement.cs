namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>Waits for a PUBACK or a SUBACK: the reason codes, or the exception of a lost connection.</summary>
internal sealed class Acknowledgement() : TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
