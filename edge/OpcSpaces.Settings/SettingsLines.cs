using System.Text;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>The line of each setting of a JSON file, the settings that are written twice, and the texts that cannot be decoded.</summary>
internal sealed class SettingsLines
{
    private readonly Dictionary<string, int> _lines = new() { [""] = 1 };
    private readonly ReadOnlyMemory<byte> _json;
    private int _line = 1, _counted;

    /// <param name="json">JSON without syntax errors, in UTF-8.</param>
    /// <param name="options">The options with which it was read.</param>
    public SettingsLines(ReadOnlyMemory<byte> json, JsonReaderOptions options)
    {
        _json = json;
        var reader = new Utf8JsonReader(json.Span, options);
        if (reader.Read()) Value(ref reader, "");
    }

    /// <summary>Settings that one object has twice, with the line of the second.</summary>
    public List<SettingsFault> Twice { get; } = [];

    /// <summary>Names and texts with half of a surrogate pair, which JSON can write (<c>\ud800</c>) and UTF-8 cannot, with their lines.</summary>
    public List<SettingsFault> Unreadable { get; } = [];

    /// <summary>The line of a setting. For one that is missing, the line of the object or list that should contain it.</summary>
    public int Of(string path)
    {
        int line;
        while (!_lines.TryGetValue(path, out line)) path = SettingsPath.Parent(path);
        return line;
    }

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
            var member = SettingsPath.Of(path, name);
            Note(member, reader.TokenStartIndex);
            reader.Read();
            Value(ref reader, member);
        }
    }

    private void Items(ref Utf8JsonReader reader, string path)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var item = SettingsPath.Of(path, index);
            Note(item, reader.TokenStartIndex);
            Value(ref reader, item);
        }
    }

    // Where it cannot be decoded: as it was written.
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
            Unreadable.Add(new SettingsFault(path.Length == 0 ? SettingsFile.WholeFile : path, $"\"{raw}\"", "write both halves of the surrogate pair, or neither") { Line = _line });
            return raw;
        }
    }

    private void Note(string path, long at)
    {
        CountLines(at);
        if (_lines.TryGetValue(path, out var first)) Twice.Add(new SettingsFault(path, "written twice", $"keep one; the first is on line {first}") { Line = _line });
        _lines[path] = _line; // of the two, the last value is read
    }

    private void CountLines(long at)
    {
        _line += _json.Span[_counted..(int)at].Count((byte)'\n');
        _counted = (int)at;
    }
}
