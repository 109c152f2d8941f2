using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>struct mosquitto_message of mosquitto.h; topic and payload die when the callback returns.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct MosquittoMessage
{
    internal readonly int Mid;
    internal readonly byte* Topic;
    internal readonly byte* Payload;
    internal readonly int PayloadLength;
    internal readonly int Qos;
    internal readonly byte Retain;
}
