using System.Globalization;
using System.Runtime.InteropServices;

namespace OpcSpaces.Files;

/// <summary>
/// Reads a file that a person named. Only a regular file of limited size is read: a device has no end, and opening a pipe waits for
/// somebody who writes into it.
/// </summary>
public static partial class NamedFile
{
    /// <summary>The limit for settings, keys and other files that people write: 16 MiB.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>What is wrong with the file, or null when it can be read.</summary>
    public static NamedFileException? Fault(string path, long mostBytes = MostBytes)
    {
        try
        {
            OpenRead(path, mostBytes).Dispose();
            return null;
        }
        catch (NamedFileException e)
        {
            return e;
        }
    }

    /// <summary>Opens it for reading. The caller disposes the stream.</summary>
    /// <exception cref="NamedFileException">It does not exist, is not a regular file, is too large, or this account may not read it.</exception>
    public static FileStream OpenRead(string path, long mostBytes = MostBytes)
    {
        try
        {
            if (Directory.Exists(path))
                throw new NamedFileException(path, "is a directory", "give a file");
            if (!IsRegular(path))
                throw new NamedFileException(path, "is a device, a pipe or a socket", "give a regular file");
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length <= mostBytes)
                return file;
            file.Dispose();
            throw TooLarge(path, mostBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NamedFileException(path, "does not exist", "create it, or correct its name", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new NamedFileException(path, "cannot be read", "let this account read it", e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new NamedFileException(path, "is not a file name", "give a file", e);
        }
        catch (IOException e) when (e is not NamedFileException)
        {
            throw new NamedFileException(path, $"cannot be read ({e.Message})", "give another file", e);
        }
    }

    /// <summary>Its whole content; exceptions as of <see cref="OpenRead"/>.</summary>
    public static byte[] ReadAllBytes(string path, int mostBytes = MostBytes)
    {
        using var file = OpenRead(path, mostBytes);
        try
        {
            // A file of the kernel says that it is empty, and may have no end.
            using var content = new MemoryStream((int)file.Length);
            Span<byte> part = stackalloc byte[4096];
            while (file.Read(part) is > 0 and var read)
            {
                content.Write(part[..read]);
                if (content.Length > mostBytes)
                    throw TooLarge(path, mostBytes);
            }

            return content.ToArray();
        }
        catch (IOException e) when (e is not NamedFileException)
        {
            throw new NamedFileException(path, $"cannot be read ({e.Message})", "give another file", e);
        }
    }

    /// <summary>Its whole content as UTF-8 text, without a byte order mark; exceptions as of <see cref="OpenRead"/>.</summary>
    public static string ReadAllText(string path, int mostBytes = MostBytes)
    {
        using var text = new StreamReader(new MemoryStream(ReadAllBytes(path, mostBytes)));
        return text.ReadToEnd();
    }

    private static NamedFileException TooLarge(string path, long mostBytes) => new(
        path, string.Create(CultureInfo.InvariantCulture, $"is larger than {mostBytes >> 20} MiB"), "give the right file, or a smaller one");

    /// <summary>Whether it is neither a device, nor a pipe, nor a socket, nor a directory. True also where that cannot be told, as for a file that does not exist.</summary>
    public static bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return true;
        Span<byte> status = stackalloc byte[StatusBytes];
        return ReadStatus(CurrentDirectory, path, flags: 0, TypeOnly, status) != 0
            || (BitConverter.ToUInt16(status[ModeOffset..]) & TypeMask) == RegularFile;
    }

    // statx(2). Its structure is the same on every architecture: 256 bytes, stx_mode at 28.
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int CurrentDirectory = -100;
    private const uint TypeOnly = 1;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ReadStatus(int directory, string path, int flags, uint mask, Span<byte> status);
}
