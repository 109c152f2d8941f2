using System.Text;
using System.Text.Json;
using OpcSpaces.Files;

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
            bytes = NamedFile.ReadAllBytes(path);
        }
        catch (NamedFileException e)
        {
            throw new SettingsException([new SettingsFault(WholeFile, e.Fault, e.Fix) { File = path }]);
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
        var settings = Read(root, read, file);
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

    private static T Read<T>(SettingsSection root, Func<SettingsSection, T> read, string? file)
    {
        try
        {
            return read(root);
        }
        catch (SettingsException e)
        {
            // A file of another kind.
            throw new SettingsException([.. e.Faults.Select(fault => fault with { File = fault.File ?? file })]);
        }
    }

    private static JsonDocument Document(ReadOnlyMemory<byte> utf8, string? file)
    {
        try
        {
            return JsonDocument.Parse(utf8, Lenient);
        }
        catch (JsonException e)
        {
            throw new SettingsException(
            [
                new SettingsFault(WholeFile, "not JSON", $"column {e.BytePositionInLine + 1}: {SyntaxError.Of(e, utf8.Span)}") { File = file, Line = (int?)e.LineNumber + 1 },
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
