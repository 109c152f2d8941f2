using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Bench;

/// <summary>A file system of a few MiB in memory, mounted for one test, that can be filled to the last byte. Mounting needs root, or sudo without a password.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _mountPoint = new("small-disk");
    private readonly string _filler;

    private SmallDisk() => _filler = Path.Combine(FullPath, "filler");

    public string FullPath => _mountPoint.FullPath;

    public static SmallDisk Mount(int megabytes)
    {
        var disk = new SmallDisk();
        Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0777"), "tmpfs", disk.FullPath);
        return disk;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4_096];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(_filler);

    public void Dispose()
    {
        // Lazily: a process that was just killed may still be leaving.
        Run("umount", "--lazy", FullPath);
        _mountPoint.Dispose();
    }

    private static void Run(string command, params string[] arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(ServerBinary.Find(command, "mount"), arguments)
            : new ProcessStartInfo("sudo", ["-n", command, .. arguments]);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"This test needs a small file system, and '{command}' failed (root, or sudo without a password, is needed): {error}");
    }
}
