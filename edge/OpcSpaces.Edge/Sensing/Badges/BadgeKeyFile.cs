using System.Security.Cryptography;
using OpcSpaces.Files;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// The file in which a gateway keeps the badge key of its community for this month: one line with <c>2026-11</c>, a space and 64
/// hexadecimal digits. Only its owner may read it. It is replaced as a whole: a new file is synced and renamed.
/// </summary>
public static class BadgeKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a key of 32 bytes for a month such as <c>2026-11</c>.</summary>
    public static void Write(string path, string month, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, BadgeKey.Bytes);
        Write(path, new BadgeKey(BadgeMonth.Parse(month) ?? throw new FormatException($"{month} is not a month such as 2026-11."), key.ToArray()));
    }

    /// <summary>Writes a key for the month of <paramref name="now"/> in the time zone of <paramref name="badges"/>.</summary>
    public static void Write(BadgesConfig badges, DateTimeOffset now, ReadOnlySpan<byte> key) =>
        Write(badges.KeyFile, BadgeMonth.Of(now, TimeZoneInfo.FindSystemTimeZoneById(badges.TimeZone)).ToString(), key);

    /// <summary>Throws <see cref="SettingsException"/> for a file that is missing, that others may read, or that has no key. The message never contains the content.</summary>
    internal static BadgeKey Read(string path)
    {
        try
        {
            var text = NamedFile.ReadAllText(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
                throw Unusable(path, "only its owner may have access: chmod 600");
            var words = text.TrimEnd('\n', '\r').Split(' ');
            if (words is [var month, { Length: 2 * BadgeKey.Bytes } hex] && BadgeMonth.Parse(month) is { } known && hex.All(char.IsAsciiHexDigit))
                return new BadgeKey(known, Convert.FromHexString(hex));
            throw Unusable(path, "write one line: a month such as 2026-11, a space and 64 hexadecimal digits");
        }
        catch (NamedFileException e)
        {
            throw Unusable(path, $"it {e.Fault}: {e.Fix}");
        }
        catch (IOException e)
        {
            throw Unusable(path, e.Message);
        }
    }

    /// <summary>The faults for which <see cref="Read"/> would throw; empty for a usable file.</summary>
    public static IReadOnlyList<SettingsFault> Faults(string path)
    {
        try
        {
            Read(path).Erase();
            return [];
        }
        catch (SettingsException e)
        {
            return e.Faults;
        }
    }

    /// <summary>Replaces the key of an earlier month; a key of the same or a later month stays. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
    internal static void Advance(string path, BadgeKey later)
    {
        if (Read(path).Month < later.Month) Write(path, later);
    }

    private static void Write(string path, BadgeKey key)
    {
        var fresh = $"{path}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using (var file = new FileStream(fresh, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToSecretLine()));
                file.Flush(flushToDisk: true);
            }

            // If we crash before this, the old key is still there, and the new one is made from it again.
            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static SettingsException Unusable(string path, string fix) => new([new SettingsFault("badges.keyFile", path, fix)]);
}
