using System.Security.Cryptography;
using OpcSpaces.Files;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// The live state on disk with the journal position that it belongs to, so that a restart reads only what came since. One file
/// that is replaced as a whole. It is derived from the journal: a file that cannot be used costs a rebuild and nothing else.
/// </summary>
/// <remarks>
/// Little-endian, version 6 (version 1 was the SQLite file <c>live.db</c>, version 2 had no time of what is shown, version 3 no journal, version 4 no clocks, version 5 nothing of what happened at doors): 8 bytes
/// "OPCSLIVE", uint32 version, 16 bytes of the journal's id, int64 position in it, the content (<see cref="LiveSnapshotWriter"/>), and the SHA-256 of everything before it.
/// </remarks>
internal sealed class LiveSnapshotFile(string path)
{
    public const uint Version = 6;
    public const int HeaderBytes = 8 + 4 + JournalBytes + 8;
    private const int JournalBytes = 16;

    public static ReadOnlySpan<byte> Magic => "OPCSLIVE"u8;

    /// <summary>The journal that positions are of; null for a reader, which takes any.</summary>
    public Guid? Journal { get; set; }

    private string OldPath => Path.Combine(Path.GetDirectoryName(path) ?? "", "live.db");

    /// <summary>
    /// Fills an empty state and returns its journal position. When the file cannot be used, returns 0, leaves the state empty, and
    /// <paramref name="reason"/> says why, with the path.
    /// </summary>
    public long Load(LiveState live, out string? reason)
    {
        try
        {
            reason = WhyNotUsable(path, Journal, out var content);
            if (reason is not null)
                return 0;
            lock (live.Gate)
                return LiveSnapshotReader.Read(content, live);
        }
        catch (FileNotFoundException)
        {
            reason = File.Exists(OldPath) ? $"'{OldPath}' was written by an earlier version" : $"'{path}' does not exist";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = $"'{path}' cannot be read: {e.Message}";
        }
        catch (InvalidDataException e)
        {
            lock (live.Gate)
                live.Clear();
            reason = $"'{path}' makes no sense: {e.Message}";
        }
        return 0;
    }

    /// <summary>Replaces the file. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, and then the old file stays.</summary>
    public void Save(LiveSave save)
    {
        ReplacedFile.Write(path, file => LiveSnapshotWriter.Write(file, Journal ?? Guid.Empty, save));
        if (!File.Exists(OldPath))
            return;
        foreach (var suffix in (string[])["-journal", "-shm", "-wal", ""])
            File.Delete(OldPath + suffix);
    }

    /// <summary>Deletes the file, because the journal no longer has the entries that it was built from.</summary>
    public void Delete() => ReplacedFile.Delete(path);

    private static string? WhyNotUsable(string path, Guid? journal, out byte[] content)
    {
        content = [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderBytes];
        var length = file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        if (!header[..length].StartsWith(Magic))
            return $"'{path}' is not a live snapshot";
        var version = length < HeaderBytes ? Version : BitConverter.ToUInt32(header[Magic.Length..]);
        if (version != Version)
            return $"'{path}' is a live snapshot of version {version}, and this program uses version {Version}";
        if (file.Length < HeaderBytes + SHA256.HashSizeInBytes || file.Length > Array.MaxLength)
            return $"'{path}' is a live snapshot with an impossible length of {file.Length} bytes";
        content = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(content);
        var hash = SHA256.HashData(content.AsSpan(..^SHA256.HashSizeInBytes));
        if (!content.AsSpan().EndsWith(hash))
            return $"'{path}' is a live snapshot that is damaged or cut off: its checksum does not match";
        var owner = new Guid(content.AsSpan(Magic.Length + sizeof(uint), JournalBytes));
        return journal is null || owner == journal ? null : $"'{path}' is a live snapshot of the journal {owner}, and this is the journal {journal}";
    }
}
