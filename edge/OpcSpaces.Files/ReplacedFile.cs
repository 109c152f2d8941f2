using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpcSpaces.Files;

/// <summary>
/// Files that are replaced as a whole: whoever opens one, also after a power loss at any moment, finds the old content or the new
/// one and never a mixture. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
public static partial class ReplacedFile
{
    /// <summary>Lets <paramref name="write"/> write the new content beside the file, flushes it to the disk and renames it over the file.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            write(file);
            // A crash up to here leaves the old file in place.
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
        // A power loss up to here may bring the old file back.
        SyncDirectoryOf(path);
    }

    /// <summary>Deletes the file if it is there, so that a power loss does not bring it back.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        SyncDirectoryOf(path);
    }

    // Linux keeps names in the directory, which has to be flushed like a file; Windows has no such call.
    private static void SyncDirectoryOf(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var handle = new SafeFileHandle(Open(directory, flags: 0), ownsHandle: true);
        if (handle.IsInvalid || Sync(handle) != 0)
            throw new IOException($"The directory '{directory}' cannot be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    // open(2) with O_RDONLY, which is 0 on every Unix.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
