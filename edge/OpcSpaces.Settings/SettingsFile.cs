using System.Text;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>
/// Reads a JSON file that a person wrote: comments and trailing commas are allowed, unknown and doubled settings are not. Every
/// fault is found at once, with file, line, path, the value that was read and what would mend it; but what is no JSON, or no text,
/// alone.
/// </summary>
public static class SettingsFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonReaderOptions AsLenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>As <see cref="Parse"/>, of a file; one that cannot be read is a fault too.</summary>
    public static T Read<T>(string path, Func<SettingsSection, T> read, Func<T, IEnumerable<SettingsFault>>? rules = null)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([new SettingsFault("the file", "cannot be read", e.Message) { File = path }]);
        }

        return Parse(json, read, rules, path);
    }

    /// <summary>
    /// Reads one object. <paramref name="read"/> asks its section for what it knows and goes on with defaults where the shape is
    /// wrong; <paramref name="rules"/> then say what is wrong with the values, by path. Throws <see cref="SettingsException"/>
    /// with every fault, in the order of lines.
    /// </summary>
    public static T Parse<T>(string json, Func<SettingsSection, T> read, Func<T, IEnumerable<SettingsFault>>? rules = null, string? file = null)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        using var document = Document(utf8, file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new SettingsException([new SettingsFault("the file", document.RootElement.ValueKind.ToString(), "write one object in braces") { File = file, Line = 1 }]);
        var lines = new SettingsLines(utf8, AsLenient);
        SettingsException.ThrowIfAny([.. lines.Unreadable.Select(fault => fault with { File = file })]);
        var shapeless = new List<SettingsFault>();
        var root = new SettingsSection(document.RootElement, "", shapeless);
        var config = read(root);
        root.RejectTheRest();
        var faults = shapeless.Concat(rules?.Invoke(config).Where(fault => !Covers(shapeless, fault.Path)) ?? [])
            .Select(fault => fault with { Line = lines.Of(fault.Path) })
            .Concat(lines.Twice)
            .Select(fault => fault with { File = file })
            .OrderBy(fault => fault.Line);
        SettingsException.ThrowIfAny([.. faults]);
        return config;
    }

    private static JsonDocument Document(byte[] utf8, string? file)
    {
        try
        {
            return JsonDocument.Parse(utf8, Lenient);
        }
        catch (JsonException e)
        {
            throw new SettingsException([new SettingsFault("the file", "not JSON", e.Message) { File = file, Line = (int?)e.LineNumber + 1 }]);
        }
    }

    // What had the wrong shape was replaced by a default, of which nobody needs to hear.
    private static bool Covers(List<SettingsFault> shapeless, string path) =>
        shapeless.Exists(fault => path == fault.Path || (path.StartsWith(fault.Path, StringComparison.Ordinal) && path[fault.Path.Length] is '.' or '['));
}
