using System.Text;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>
/// Reads a JSON file that a person wrote. Comments and trailing commas are allowed; unknown settings and settings that are written
/// twice are faults. All faults are reported at once, each with file, line, path, value and fix. Only a file that is not UTF-8 or
/// not JSON is reported alone, because nothing else can be read then.
/// </summary>
public static class SettingsFile
{
    /// <summary>The path of a fault that concerns the file as a whole.</summary>
    internal const string WholeFile = "the file";

    internal const string WriteAnObject = "write one object in braces";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonReaderOptions LenientReader = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file from disk like <see cref="Parse{T}(ReadOnlyMemory{byte}, Func{SettingsSection, T}, Func{T, IEnumerable{SettingsFault}}?, string?)"/>; a file that cannot be read is a fault too.</summary>
    public static T Read<T>(string path, Func<SettingsSection, T> read, Func<T, IEnumerable<SettingsFault>>? rules = null)
    {
        byte[] bytes;
        try
        {
            if (Directory.Exists(path)) throw Unreadable(path, "a directory", "name a file");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "not found", "create it, or correct its name");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, "cannot be read", e.Message);
        }

        return Parse(bytes, read, rules, path);
    }

    /// <summary>Reads one object from a text; see <see cref="Parse{T}(ReadOnlyMemory{byte}, Func{SettingsSection, T}, Func{T, IEnumerable{SettingsFault}}?, string?)"/>.</summary>
    public static T Parse<T>(string json, Func<SettingsSection, T> read, Func<T, IEnumerable<SettingsFault>>? rules = null, string? file = null) =>
        Parse(Encoding.UTF8.GetBytes(json), read, rules, file);

    /// <summary>
    /// Reads one object from UTF-8 bytes. <paramref name="read"/> asks its section for the settings that it knows and continues with
    /// defaults where a value has the wrong type; <paramref name="rules"/> then check the values, by path. <paramref name="file"/> is
    /// only named in faults. Throws <see cref="SettingsException"/> with every fault, in the order of lines. A rule may return a
    /// fault of another file or of the command line: its <see cref="SettingsFault.File"/> and line stay.
    /// </summary>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, Func<SettingsSection, T> read, Func<T, IEnumerable<SettingsFault>>? rules = null, string? file = null)
    {
        utf8 = SettingsText.Require(utf8, file);
        using var document = Document(utf8, file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new SettingsException([new SettingsFault(WholeFile, document.RootElement.GetRawText().Shorten(), WriteAnObject) { File = file, Line = 1 }]);
        var lines = new SettingsLines(utf8, LenientReader);
        SettingsException.ThrowIfAny([.. lines.Unreadable.Select(fault => fault with { File = file })]);
        var misshapen = new List<SettingsFault>();
        var root = new SettingsSection(document.RootElement, "", misshapen);
        var settings = read(root);
        root.RejectUnknown();
        var paths = misshapen.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var faults = misshapen.Concat(rules?.Invoke(settings).Where(fault => !Covers(paths, fault)) ?? [])
            .Select(fault => fault.File is null ? fault with { Line = lines.Of(fault.Path) } : fault)
            .Concat(lines.Twice)
            .Select(fault => fault with { File = fault.File ?? file })
            .OrderBy(fault => fault.File == file ? 0 : 1)
            .ThenBy(fault => fault.File == file ? fault.Line : 0);
        SettingsException.ThrowIfAny([.. faults]);
        return settings;
    }

    private static SettingsException Unreadable(string path, string value, string fix) => new([new SettingsFault(WholeFile, value, fix) { File = path }]);

    private static JsonDocument Document(ReadOnlyMemory<byte> utf8, string? file)
    {
        try
        {
            return JsonDocument.Parse(utf8, Lenient);
        }
        catch (JsonException e)
        {
            // The message ends with a position, which the fault has itself.
            var reason = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new SettingsException(
            [
                new SettingsFault(WholeFile, "not JSON", $"column {e.BytePositionInLine + 1}: {reason}") { File = file, Line = (int?)e.LineNumber + 1 },
            ]);
        }
    }

    // A value of the wrong type was replaced by a default; a rule about the default would confuse.
    private static bool Covers(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> misshapen, SettingsFault rule)
    {
        if (rule.File is not null) return false;
        for (var end = rule.Path.Length; end > 0; end = rule.Path.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (misshapen.Contains(rule.Path.AsSpan(0, end))) return true;
        }

        return false;
    }
}
