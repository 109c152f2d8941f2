using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>
/// What SQLite calls on an open file. The disk answers with result codes; an exception here is a bug and ends the
/// process, because it cannot pass through SQLite's frames.
/// </summary>
internal static unsafe class FileCallbacks
{
    private const int SectorBytes = 4096;

    /// <summary>The one table of methods, in native memory that lives as long as the process.</summary>
    internal static readonly NativeIoMethods* Methods = CreateMethods();

    private static NativeIoMethods* CreateMethods()
    {
        var methods = (NativeIoMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeIoMethods));
        *methods = new NativeIoMethods
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            FileSize = &FileSize,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            FileControl = &FileControl,
            SectorSize = &SectorSize,
            DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        return methods;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* file)
    {
        var handle = file->Open;
        handle.Disk.Close(handle);
        GCHandle.FromIntPtr(file->Handle).Free();
        file->Methods = null;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* file, byte* into, int bytes, long offset) =>
        file->Open.Disk.Read(file->Open, new Span<byte>(into, bytes), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* file, byte* data, int bytes, long offset) =>
        file->Open.Disk.Write(file->Open, new ReadOnlySpan<byte>(data, bytes), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* file, long size) => file->Open.Disk.Truncate(file->Open, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* file, int flags) => file->Open.Disk.Sync(file->Open);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(NativeFile* file, long* size) => file->Open.Disk.Size(file->Open, out *size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(NativeFile* file, int level) => file->Open.Disk.Lock(file->Open, level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(NativeFile* file, int level)
    {
        file->Open.Disk.Unlock(file->Open, level);
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(NativeFile* file, int* reserved)
    {
        *reserved = file->Open.Disk.IsReserved(file->Open) ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(NativeFile* file, int operation, void* argument) => SqliteCode.NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(NativeFile* file) => SectorBytes;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(NativeFile* file) => SqliteCode.PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(NativeFile* file, int region, int bytes, int extend, nint* address) =>
        file->Open.Disk.MapSharedMemory(file->Open, region, bytes, extend != 0, out *address);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(NativeFile* file, int first, int count, int flags) =>
        file->Open.Disk.LockSharedMemory(file->Open, first, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(NativeFile* file) => FaultyDisk.Barrier();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(NativeFile* file, int delete)
    {
        file->Open.Disk.UnmapSharedMemory(file->Open, delete != 0);
        return SqliteCode.Ok;
    }
}
