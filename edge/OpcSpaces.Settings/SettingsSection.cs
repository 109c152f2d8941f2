using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>
/// One JSON object of a <see cref="SettingsFile"/>. It returns its settings by name; a value of the wrong type becomes one fault, and
/// the caller continues with the default. This part reads texts, truth values and choices.
/// </summary>
public sealed partial class SettingsSection
{
    // To find what was meant takes long, and nobody reads so many faults.
    private const int MostExplained = 1_000;

    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);
    private readonly JsonElement _json;
    private readonly List<SettingsFault> _faults;
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _ignored = [];
    private bool _anythingGoes;

    internal SettingsSection(JsonElement json, string path, List<SettingsFault> faults)
    {
        (_json, Path, _faults) = (json, path, faults);
    }

    /// <summary>Its path, as <c>zones[2].points[0]</c>; empty for the whole file.</summary>
    public string Path { get; }

    /// <summary>Whether the object has this setting, of whatever type.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>Whether the object has this setting and its value is a text.</summary>
    public bool IsText(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.String;

    public string Text(string name, string fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        Fault(name, value, "write a text in quotes");
        return fallback;
    }

    public string RequiredText(string name) => Required(name) ? Text(name, "") : "";

    /// <summary>Null when it is missing or has the wrong type.</summary>
    public string? OptionalText(string name) => Text(name, "") is { } text && IsText(name) ? text : null;

    /// <summary>A text that is one of <paramref name="allowed"/>, whatever its case; returned as it is spelled there.</summary>
    public string OneOf(string name, IReadOnlyList<string> allowed, string fallback)
    {
        if (OptionalText(name) is not { } text) return fallback;
        if (allowed.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        Reject(name, $"\"{text}\"", $"use {string.Join(", ", allowed.Select(word => $"\"{word}\""))}");
        return fallback;
    }

    /// <summary>Like <see cref="OneOf"/>, but null when it is missing or wrong, which is a fault.</summary>
    public string? RequiredOneOf(string name, IReadOnlyList<string> allowed) => Required(name) && OneOf(name, allowed, "") is { Length: > 0 } word ? word : null;

    /// <summary>A member of an enumeration by its name in camel case.</summary>
    public T Choice<T>(string name, T fallback)
        where T : struct, Enum => OneOf(name, Names<T>(), "") is { Length: > 0 } word ? Enum.Parse<T>(word, ignoreCase: true) : fallback;

    /// <summary>Like <see cref="Choice{T}"/>; the first member of the enumeration when it is missing or wrong, which is a fault.</summary>
    public T RequiredChoice<T>(string name)
        where T : struct, Enum => Required(name) ? Choice<T>(name, default) : default;

    public bool Truth(string name, bool fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, value, "write true or false");
        return fallback;
    }

    public void Reject(string name, string value, string fix) => _faults.Add(new SettingsFault(PathOf(name), value.Shorten(), fix));

    /// <summary>Accepts a setting that is not used any more, without reading it.</summary>
    public void Ignore(string name) => _ignored.Add(name);

    /// <summary>Accepts every other setting of this object, because what belongs into it is unknown.</summary>
    public void IgnoreTheRest() => _anythingGoes = true;

    /// <summary>Call it after everything was read: every other setting of this object is a fault.</summary>
    internal void RejectUnknown()
    {
        foreach (var member in _json.EnumerateObject().Where(member => !_anythingGoes && !_known.Contains(member.Name) && !_ignored.Contains(member.Name)))
            Fault(member.Name, member.Value, _faults.Count < MostExplained ? UnknownSetting.Fix(member.Name, _known, same => _json.TryGetProperty(same, out _)) : "there is no such setting here: remove it");
    }

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        return _json.TryGetProperty(name, out value);
    }

    private bool Required(string name)
    {
        if (TryGet(name, out _)) return true;
        _faults.Add(new SettingsFault(PathOf(name), "missing", "add it"));
        return false;
    }

    private void Fault(string name, JsonElement value, string fix) => Reject(name, value.GetRawText(), fix);

    private string PathOf(string name) => SettingsPath.Of(Path, name);
}
