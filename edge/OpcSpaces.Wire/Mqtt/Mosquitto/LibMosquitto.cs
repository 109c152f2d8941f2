using System.Runtime.InteropServices;

namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>
/// libmosquitto 2.0.x, the part that is used (mosquitto.h). Nothing here waits in select(): mosquitto_loop and
/// mosquitto_loop_start refuse descriptors above FD_SETSIZE, mosquitto_loop_read, _write and _misc do not look.
/// C bool is one byte; strings are UTF-8 and end with zero.
/// </summary>
internal static unsafe partial class LibMosquitto
{
    internal const string Name = "libmosquitto.so.1";

    internal const int OptionProtocolVersion = 1;
    internal const int OptionReceiveMaximum = 4;
    internal const int OptionSendMaximum = 5;
    internal const int OptionTcpNoDelay = 11;
    internal const int OptionBindAddress = 12;
    internal const int PropertyServerKeepAlive = 19;
    internal const int PropertyMaximumPacketSize = 39;
    internal const int VerifyPeer = 1;
    internal const int LogError = 8;

    [LibraryImport(Name, EntryPoint = "mosquitto_lib_version")]
    internal static partial int Version(int* major, int* minor, int* revision);

    [LibraryImport(Name, EntryPoint = "mosquitto_lib_init")]
    internal static partial int Init();

    [LibraryImport(Name, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint New(string id, byte clean, nint userData);

    [LibraryImport(Name, EntryPoint = "mosquitto_destroy")]
    internal static partial void Destroy(nint handle);

    [LibraryImport(Name, EntryPoint = "mosquitto_int_option")]
    internal static partial int IntOption(nint handle, int option, int value);

    [LibraryImport(Name, EntryPoint = "mosquitto_string_option", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int StringOption(nint handle, int option, string value);

    [LibraryImport(Name, EntryPoint = "mosquitto_threaded_set")]
    internal static partial int ThreadedSet(nint handle, byte threaded);

    [LibraryImport(Name, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int UsernamePasswordSet(nint handle, string? user, string? password);

    [LibraryImport(Name, EntryPoint = "mosquitto_tls_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int TlsSet(nint handle, string? caFile, string? caPath, string? certificateFile, string? keyFile, nint passwordCallback);

    [LibraryImport(Name, EntryPoint = "mosquitto_tls_opts_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int TlsOptionsSet(nint handle, int verify, string? minimumVersion, string? ciphers);

    [LibraryImport(Name, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int WillSet(nint handle, string topic, int length, byte* payload, int qos, byte retain, nint properties);

    [LibraryImport(Name, EntryPoint = "mosquitto_connect_bind_v5", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ConnectBind(nint handle, string? host, int port, int keepAlive, string? bindAddress, nint properties);

    [LibraryImport(Name, EntryPoint = "mosquitto_connect_async", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int ConnectAsync(nint handle, string host, int port, int keepAlive);

    [LibraryImport(Name, EntryPoint = "mosquitto_publish_v5")]
    internal static partial int Publish(nint handle, int* mid, byte* topic, int length, byte* payload, int qos, byte retain, nint properties);

    [LibraryImport(Name, EntryPoint = "mosquitto_subscribe_multiple")]
    internal static partial int SubscribeMultiple(nint handle, int* mid, int count, byte** filters, int qos, int options, nint properties);

    [LibraryImport(Name, EntryPoint = "mosquitto_disconnect_v5")]
    internal static partial int Disconnect(nint handle, int reason, nint properties);

    [LibraryImport(Name, EntryPoint = "mosquitto_socket")]
    internal static partial int Socket(nint handle);

    [LibraryImport(Name, EntryPoint = "mosquitto_want_write")]
    [SuppressGCTransition]
    internal static partial byte WantWrite(nint handle);

    [LibraryImport(Name, EntryPoint = "mosquitto_loop_read", SetLastError = true)]
    internal static partial int LoopRead(nint handle, int maxPackets);

    [LibraryImport(Name, EntryPoint = "mosquitto_loop_write", SetLastError = true)]
    internal static partial int LoopWrite(nint handle, int maxPackets);

    [LibraryImport(Name, EntryPoint = "mosquitto_loop_misc")]
    internal static partial int LoopMisc(nint handle);

    [LibraryImport(Name, EntryPoint = "mosquitto_strerror")]
    internal static partial nint ErrorText(int error);

    [LibraryImport(Name, EntryPoint = "mosquitto_property_add_int32")]
    internal static partial int PropertyAddInt32(nint* list, int identifier, uint value);

    [LibraryImport(Name, EntryPoint = "mosquitto_property_read_int16")]
    internal static partial nint PropertyReadInt16(nint list, int identifier, ushort* value, byte skipFirst);

    [LibraryImport(Name, EntryPoint = "mosquitto_property_free_all")]
    internal static partial void PropertyFreeAll(nint* list);

    [LibraryImport(Name, EntryPoint = "mosquitto_connect_v5_callback_set")]
    internal static partial void OnConnect(nint handle, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Name, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
    internal static partial void OnDisconnect(nint handle, delegate* unmanaged[Cdecl]<nint, nint, int, nint, void> callback);

    [LibraryImport(Name, EntryPoint = "mosquitto_publish_v5_callback_set")]
    internal static partial void OnPublish(nint handle, delegate* unmanaged[Cdecl]<nint, nint, int, int, nint, void> callback);

    [LibraryImport(Name, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
    internal static partial void OnSubscribe(nint handle, delegate* unmanaged[Cdecl]<nint, nint, int, int, int*, nint, void> callback);

    [LibraryImport(Name, EntryPoint = "mosquitto_message_v5_callback_set")]
    internal static partial void OnMessage(nint handle, delegate* unmanaged[Cdecl]<nint, nint, MosquittoMessage*, nint, void> callback);

    [LibraryImport(Name, EntryPoint = "mosquitto_log_callback_set")]
    internal static partial void OnLog(nint handle, delegate* unmanaged[Cdecl]<nint, nint, int, byte*, void> callback);
}
