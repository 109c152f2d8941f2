using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>sqlite3_vfs, version 2, from sqlite3.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVfs
{
    internal int Version;
    internal int FileStructBytes;
    internal int MaxPathname;
    internal NativeVfs* Next;
    internal byte* Name;
    internal nint AppData;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, byte*, NativeFile*, int, int*, int> Open;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int> Delete;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int*, int> Access;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, byte*, int> FullPathname;
    internal nint DlOpen;
    internal nint DlError;
    internal nint DlSym;
    internal nint DlClose;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, int, byte*, int> Randomness;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, int, int> Sleep;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, double*, int> CurrentTime;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, int, byte*, int> GetLastError;
    internal delegate* unmanaged[Cdecl]<NativeVfs*, long*, int> CurrentTimeInt64;
}
