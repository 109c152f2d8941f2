using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>The part that reads objects and lists.</summary>
public sealed partial class SettingsSection
{
    /// <summary>Reads the object of that name with <paramref name="read"/>, or an empty one when it is missing.</summary>
    public T Part<T>(string name, Func<SettingsSection, T> read) => Read(Section(TryGet(name, out var value) ? value : Empty, PathOf(name)), read);

    /// <summary>Like <see cref="Part"/>, but null when it is missing.</summary>
    public T? OptionalPart<T>(string name, Func<SettingsSection, T> read)
        where T : class => TryGet(name, out _) ? Part(name, read) : null;

    /// <summary>Like <see cref="Part"/>; when it is missing, that is the only fault, and nothing that is missing in it is reported.</summary>
    public T RequiredPart<T>(string name, Func<SettingsSection, T> read) =>
        Required(name) ? Part(name, read) : Read(new SettingsSection(Empty, PathOf(name), []), read);

    /// <summary>Reads each object of a list, which must exist; the result has as many items as the list.</summary>
    public List<T> Parts<T>(string name, Func<SettingsSection, T> read) => Required(name) ? [.. Items(name).Select(item => Read(Section(item.Value, item.Path), read))] : [];

    /// <summary>Like <see cref="Parts"/>, for a list that may be missing.</summary>
    public List<T> OptionalParts<T>(string name, Func<SettingsSection, T> read) => TryGet(name, out _) ? Parts(name, read) : [];

    /// <summary>A list of texts; empty when it is missing. An item of the wrong type is an empty text, so that the others keep their places.</summary>
    public List<string> Texts(string name) =>
        List(name, JsonValueKind.String, "write a text in quotes", value => value.GetString()!).ConvertAll(text => text ?? "");

    /// <summary>A list of whole numbers; empty when it is missing. An item of the wrong type is 0, so that the others keep their places.</summary>
    public List<int> Numbers(string name) =>
        List(name, JsonValueKind.Number, "write a whole number without quotes", value => value.TryGetInt32(out var number) ? number : (int?)null)
            .ConvertAll(number => number ?? 0);

    private static T Read<T>(SettingsSection section, Func<SettingsSection, T> read)
    {
        var part = read(section);
        section.RejectUnknown();
        return part;
    }

    // A value that is not an object is one fault; then an empty object is read, whose faults nobody sees.
    private SettingsSection Section(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object) return new SettingsSection(value, path, _faults);
        _faults.Add(new SettingsFault(path, value.GetRawText().Shorten(), "write an object in braces"));
        return new SettingsSection(Empty, path, []);
    }

    private IEnumerable<(JsonElement Value, string Path)> Items(string name)
    {
        if (!TryGet(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array) return value.EnumerateArray().Select((item, index) => (item, SettingsPath.Of(PathOf(name), index)));
        Fault(name, value, "write a list in brackets");
        return [];
    }

    private List<T?> List<T>(string name, JsonValueKind kind, string fix, Func<JsonElement, T?> read)
    {
        var list = new List<T?>();
        foreach (var (value, path) in Items(name))
        {
            var item = value.ValueKind == kind ? read(value) : default;
            if (item is null) _faults.Add(new SettingsFault(path, value.GetRawText().Shorten(), fix));
            list.Add(item);
        }

        return list;
    }
}
