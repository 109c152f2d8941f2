using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>What SQLite calls on the file system as a whole; see <see cref="FileCallbacks"/> for errors.</summary>
internal static unsafe class VfsCallbacks
{
    private const int MaxPathname = 1024;
    private const long UnixEpochInJulianMs = 210_866_760_000_000;

    /// <summary>Makes the native description of a file system; it is never freed, since a forgotten connection may still call it.</summary>
    internal static NativeVfs* Create(string name, FaultyDisk disk)
    {
        var vfs = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
        *vfs = new NativeVfs
        {
            Version = 2,
            FileStructBytes = sizeof(NativeFile),
            MaxPathname = MaxPathname,
            Name = (byte*)Marshal.StringToCoTaskMemUTF8(name),
            AppData = GCHandle.ToIntPtr(GCHandle.Alloc(disk)),
            Open = &Open,
            Delete = &Delete,
            Access = &Access,
            FullPathname = &FullPathname,
            Randomness = &Randomness,
            Sleep = &Sleep,
            CurrentTime = &CurrentTime,
            GetLastError = &GetLastError,
            CurrentTimeInt64 = &CurrentTimeInt64,
        };
        return vfs;
    }

    private static FaultyDisk Disk(NativeVfs* vfs) => (FaultyDisk)GCHandle.FromIntPtr(vfs->AppData).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(NativeVfs* vfs, byte* name, NativeFile* file, int flags, int* outFlags)
    {
        // Without methods SQLite does not close what was not opened.
        file->Methods = null;
        if (Disk(vfs).Open(Marshal.PtrToStringUTF8((nint)name), flags) is not { } handle)
            return SqliteCode.CannotOpen;
        file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(handle));
        file->Methods = FileCallbacks.Methods;
        if (outFlags != null)
            *outFlags = flags;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(NativeVfs* vfs, byte* name, int syncFolder) =>
        Disk(vfs).Delete(Marshal.PtrToStringUTF8((nint)name)!, syncFolder != 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(NativeVfs* vfs, byte* name, int flags, int* result)
    {
        *result = Disk(vfs).Exists(Marshal.PtrToStringUTF8((nint)name)!) ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPathname(NativeVfs* vfs, byte* name, int bytes, byte* into)
    {
        var path = Encoding.UTF8.GetBytes(Path.GetFullPath(Marshal.PtrToStringUTF8((nint)name)!) + '\0');
        if (path.Length > bytes)
            return SqliteCode.CannotOpen;
        path.CopyTo(new Span<byte>(into, bytes));
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Randomness(NativeVfs* vfs, int bytes, byte* into)
    {
        Disk(vfs).FillRandom(new Span<byte>(into, bytes));
        return bytes;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(NativeVfs* vfs, int microseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMicroseconds(microseconds));
        return microseconds;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTime(NativeVfs* vfs, double* julianDays)
    {
        *julianDays = JulianMs() / 86_400_000.0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTimeInt64(NativeVfs* vfs, long* julianMs)
    {
        *julianMs = JulianMs();
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GetLastError(NativeVfs* vfs, int bytes, byte* into) => 0;

    private static long JulianMs() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + UnixEpochInJulianMs;
}
