using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OpcSpaces.Edge.RaspberryPi.Kernel;

/// <summary>The calls of the C library that .NET does not have.</summary>
internal static partial class LibC
{
    public const short PollIn = 0x001;

    private const int Interrupted = 4;

    /// <summary>An ioctl whose argument is a structure; throws <see cref="IOException"/> with the words of the system.</summary>
    public static void Control(SafeFileHandle file, uint request, Span<byte> argument, string what)
    {
        if (Control(file, (nuint)request, ref MemoryMarshal.GetReference(argument)) >= 0) return;
        throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Reads what is there, at least one byte; 0 at the end. Waits while there is nothing. .NET reads files without a position only as streams.</summary>
    public static int Read(SafeFileHandle file, Span<byte> buffer)
    {
        while (true)
        {
            var count = Read(file, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (count >= 0) return (int)count;
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    /// <summary>Waits until one of the files can be read, or has ended. A signal ends the wait early. Throws <see cref="IOException"/> with the words of the system.</summary>
    public static void Poll(Span<PollFile> files)
    {
        if (Poll(ref MemoryMarshal.GetReference(files), (nuint)files.Length, timeoutMs: -1) >= 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted) throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        // What was found before is not valid after an error.
        foreach (ref var file in files) file.Found = 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, ref byte argument);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle file, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollFile files, nuint count, int timeoutMs);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFile
    {
        public int File;
        public short Events;
        public short Found;
    }
}
