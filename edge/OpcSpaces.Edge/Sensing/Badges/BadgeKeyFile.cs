using System.Security.Cryptography;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// Where a gateway keeps its community's key of the month: one line, <c>2026-11</c>, a space and 64 hexadecimal digits, in a file
/// that nobody but its owner may read. Written whole or not at all: a new file is synced and takes the old one's name.
/// </summary>
public static class BadgeKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Puts a key there, as enrolment does; <paramref name="month"/> as <c>2026-11</c>, <paramref name="key"/> of 32 bytes.</summary>
    public static void Write(string path, string month, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, BadgeKey.Bytes);
        Write(path, new BadgeKey(BadgeMonth.Parse(month) ?? throw new FormatException($"{month} is no month as 2026-11."), key.ToArray()));
    }

    /// <summary>Puts a key there for the month of <paramref name="now"/> in the calendar of <paramref name="badges"/>.</summary>
    public static void Write(BadgesConfig badges, DateTimeOffset now, ReadOnlySpan<byte> key) =>
        Write(badges.KeyFile, BadgeMonth.Of(now, TimeZoneInfo.FindSystemTimeZoneById(badges.TimeZone)).ToString(), key);

    /// <summary>Throws <see cref="SettingsException"/> for a file that is not there, is open to others, or holds no key; it never says what it holds.</summary>
    internal static BadgeKey Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
                throw Unusable(path, "others than its owner may use it: chmod 600");
            var words = File.ReadAllText(path).TrimEnd('\n', '\r').Split(' ');
            if (words is [var month, { Length: 2 * BadgeKey.Bytes } hex] && BadgeMonth.Parse(month) is { } known && hex.All(char.IsAsciiHexDigit))
                return new BadgeKey(known, Convert.FromHexString(hex));
            throw Unusable(path, "write one line: a month as 2026-11, a space and 64 hexadecimal digits");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unusable(path, e.Message);
        }
    }

    /// <summary>What would keep <see cref="Read"/> from its key.</summary>
    internal static IReadOnlyList<SettingsFault> Faults(string path)
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

    /// <summary>Puts a later month's key in the place of an earlier one; one that is there already stays. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
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

            // If we crash before this, the old key is there, and its month's successor is made again.
            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static SettingsException Unusable(string path, string mend) => new([new SettingsFault("badges.keyFile", path, mend)]);
}
