using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>sqlite3_io_methods, version 2 (with shared memory, without memory-mapped files), from sqlite3.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeIoMethods
{
    internal int Version;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int> Close;
    internal delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Read;
    internal delegate* unmanaged[Cdecl]<NativeFile*, byte*, int, long, int> Write;
    internal delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
    internal delegate* unmanaged[Cdecl]<NativeFile*, long*, int> FileSize;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int> Lock;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int> Unlock;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int*, int> CheckReservedLock;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, void*, int> FileControl;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int> SectorSize;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int> DeviceCharacteristics;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, nint*, int> ShmMap;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int, int, int> ShmLock;
    internal delegate* unmanaged[Cdecl]<NativeFile*, void> ShmBarrier;
    internal delegate* unmanaged[Cdecl]<NativeFile*, int, int> ShmUnmap;
}
