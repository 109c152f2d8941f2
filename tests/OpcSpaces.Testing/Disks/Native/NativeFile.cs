using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>sqlite3_file with our own member behind it: the GCHandle of the <see cref="DiskHandle"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFile
{
    internal NativeIoMethods* Methods;
    internal nint Handle;

    internal readonly DiskHandle Open => (DiskHandle)GCHandle.FromIntPtr(Handle).Target!;
}
