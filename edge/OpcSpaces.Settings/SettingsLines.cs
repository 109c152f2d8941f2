using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>On which line of a JSON file each setting stands, which settings stand there twice, and which texts are none.</summary>
internal sealed class SettingsLines
{
    private readonly Dictionary<string, int> _lines = new() { [""] = 1 };
    private readonly byte[] _json;
    private int _line = 1, _counted;

    /// <param name="json">JSON without syntax errors, in UTF-8.</param>
    /// <param name="options">As it was read.</param>
    public SettingsLines(byte[] json, JsonReaderOptions options)
    {
        _json = json;
        var reader = new Utf8JsonReader(json, options);
        if (reader.Read()) Value(ref reader, "");
    }

    /// <summary>Settings that stand twice in one object, with the line of the second.</summary>
    public List<SettingsFault> Twice { get; } = [];

    /// <summary>Names and texts with half of a surrogate pair, which JSON can write and no text can hold, with their lines.</summary>
    public List<SettingsFault> Unreadable { get; } = [];

    /// <summary>The line of a setting, or of what would surround it when it is missing.</summary>
    public int Of(string path)
    {
        int line;
        while (!_lines.TryGetValue(path, out line)) path = Parent(path);
        return line;
    }

    internal static string Parent(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    private void Value(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.StartObject) Members(ref reader, path);
        else if (reader.TokenType == JsonTokenType.StartArray) Items(ref reader, path);
        else if (reader.TokenType == JsonTokenType.String) Text(ref reader, path);
    }

    private void Members(ref Utf8JsonReader reader, string path)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader, path);
            var member = path.Length == 0 ? name : $"{path}.{name}";
            Note(member, reader.TokenStartIndex);
            reader.Read();
            Value(ref reader, member);
        }
    }

    private void Items(ref Utf8JsonReader reader, string path)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            Note(item, reader.TokenStartIndex);
            Value(ref reader, item);
        }
    }

    // As it was written where it cannot be read.
    private string Text(ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            CountLines(reader.TokenStartIndex);
            var raw = Encoding.UTF8.GetString(reader.ValueSpan);
            Unreadable.Add(new SettingsFault(path.Length == 0 ? "the file" : path, $"\"{raw}\"", "write both halves of the surrogate pair, or neither") { Line = _line });
            return raw;
        }
    }

    private void Note(string path, long at)
    {
        CountLines(at);
        if (_lines.TryGetValue(path, out var first)) Twice.Add(new SettingsFault(path, "stands twice", $"keep one; the first is on line {first}") { Line = _line });
        _lines[path] = _line; // whose value is the one that counts
    }

    private void CountLines(long at)
    {
        _line += _json.AsSpan(_counted, (int)at - _counted).Count((byte)'\n');
        _counted = (int)at;
    }
}
