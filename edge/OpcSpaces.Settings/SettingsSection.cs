using System.Globalization;
using System.Text.Json;

namespace OpcSpaces.Settings;

/// <summary>One JSON object of a <see cref="SettingsFile"/>: hands out its members by name, notes what has the wrong shape, and goes on with the default.</summary>
public sealed class SettingsSection
{
    /// <summary>A pin or an address that is none.</summary>
    public const int Nowhere = -1;

    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);
    private readonly JsonElement _json;
    private readonly List<SettingsFault> _faults;
    private readonly HashSet<string> _known = [];
    private bool _anythingGoes;

    internal SettingsSection(JsonElement json, string path, List<SettingsFault> faults)
    {
        (_json, Path, _faults) = (json, path, faults);
    }

    /// <summary>Where it stands, as <c>zones[2].points[0]</c>; empty for the whole file.</summary>
    public string Path { get; }

    public bool Has(string name) => TryGet(name, out _);

    public bool IsText(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.String;

    public string Text(string name, string fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        Fault(name, value, "write a text in quotes");
        return fallback;
    }

    public string RequiredText(string name) => Required(name) ? Text(name, "") : "";

    public string? OptionalText(string name) => TryGet(name, out _) ? Text(name, "") : null;

    /// <summary>A text that is one of <paramref name="allowed"/>, whatever its case; returned as it stands there.</summary>
    public string OneOf(string name, IReadOnlyList<string> allowed, string fallback)
    {
        var text = Text(name, fallback);
        if (allowed.FirstOrDefault(word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        Reject(name, $"\"{text}\"", $"use {string.Join(", ", allowed.Select(word => $"\"{word}\""))}");
        return fallback;
    }

    public int Number(string name, int fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        Fault(name, value, FixOfNumber(value));
        return fallback;
    }

    public long LongNumber(string name, long fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Fault(name, value, FixOfNumber(value));
        return fallback;
    }

    public int RequiredNumber(string name) => Required(name) ? Number(name, 0) : 0;

    /// <summary>Null when it is not there.</summary>
    public int? OptionalNumber(string name) => TryGet(name, out _) ? Number(name, 0) : null;

    /// <summary>A whole number, or a hexadecimal one in quotes, as <c>"0x40"</c>.</summary>
    public int Address(string name, int fallback)
    {
        if (!TryGet(name, out var value) || value.ValueKind != JsonValueKind.String) return Number(name, fallback);
        var text = value.GetString()!;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var address) && address >= 0) return address;
        Fault(name, value, "write a whole number, or a hexadecimal one as \"0x40\"");
        return fallback;
    }

    /// <summary><see cref="Nowhere"/> where it is missing or has no shape, so that nothing else is blamed for having it too.</summary>
    public int RequiredAddress(string name) => Required(name) ? Address(name, Nowhere) : Nowhere;

    /// <summary>As <see cref="RequiredAddress"/>, for the number of a pin.</summary>
    public int RequiredPin(string name) => Required(name) ? Number(name, Nowhere) : Nowhere;

    /// <summary>As <see cref="RequiredPin"/>, but null when it is not there.</summary>
    public int? OptionalPin(string name) => TryGet(name, out _) ? Number(name, Nowhere) : null;

    public double Real(string name, double fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)) return number;
        Fault(name, value, "write a number without quotes");
        return fallback;
    }

    public double RequiredReal(string name) => Required(name) ? Real(name, 0) : 0;

    public bool Truth(string name, bool fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, value, "write true or false");
        return fallback;
    }

    /// <summary>What <paramref name="read"/> makes of the object of that name, or of an empty one when it is not there.</summary>
    public T Part<T>(string name, Func<SettingsSection, T> read) => Read(Section(name, TryGet(name, out var value) ? value : Empty, PathOf(name)), read);

    /// <summary>As <see cref="Part"/>, but null when it is not there.</summary>
    public T? OptionalPart<T>(string name, Func<SettingsSection, T> read)
        where T : class => TryGet(name, out _) ? Part(name, read) : null;

    /// <summary>What <paramref name="read"/> makes of each object of a list, which must be there; the result has as many items as the list.</summary>
    public List<T> Parts<T>(string name, Func<SettingsSection, T> read) => Required(name) ? [.. Items(name).Select(item => Read(Section(name, item.Value, item.Path), read))] : [];

    /// <summary>As <see cref="Parts"/>, for a list that need not be there.</summary>
    public List<T> OptionalParts<T>(string name, Func<SettingsSection, T> read) => TryGet(name, out _) ? Parts(name, read) : [];

    /// <summary>A list of texts; none when it is not there.</summary>
    public List<string> Texts(string name) => List(name, JsonValueKind.String, "write a text in quotes", value => value.GetString()!);

    /// <summary>A list of whole numbers; none when it is not there.</summary>
    public List<int> Numbers(string name) =>
        List(name, JsonValueKind.Number, "write a whole number without quotes", value => value.TryGetInt32(out var number) ? number : (int?)null)
            .OfType<int>().ToList();

    public void Reject(string name, string value, string fix) => _faults.Add(new SettingsFault(PathOf(name), value, fix));

    /// <summary>For an object of which nobody can say what belongs into it.</summary>
    public void IgnoreTheRest() => _anythingGoes = true;

    /// <summary>After everything was asked for: whatever else stands there is a fault.</summary>
    internal void RejectTheRest()
    {
        foreach (var member in _json.EnumerateObject().Where(member => !_anythingGoes && !_known.Contains(member.Name)))
            Fault(member.Name, member.Value, $"there is no such setting here; there are {string.Join(", ", _known.Order())}");
    }

    private static T Read<T>(SettingsSection section, Func<SettingsSection, T> read)
    {
        var part = read(section);
        section.RejectTheRest();
        return part;
    }

    // What is no object is one fault, and then an empty object that has no more of them.
    private SettingsSection Section(string name, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object) return new SettingsSection(value, path, _faults);
        _faults.Add(new SettingsFault(path, Shortened(value), "write an object in braces"));
        return new SettingsSection(Empty, path, []);
    }

    private IEnumerable<(JsonElement Value, string Path)> Items(string name)
    {
        if (!TryGet(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{index}]")));
        Fault(name, value, "write a list in brackets");
        return [];
    }

    private List<T> List<T>(string name, JsonValueKind kind, string fix, Func<JsonElement, T> read)
    {
        var list = new List<T>();
        foreach (var (value, path) in Items(name))
        {
            if (value.ValueKind == kind && read(value) is { } item) list.Add(item);
            else _faults.Add(new SettingsFault(path, Shortened(value), fix));
        }

        return list;
    }

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

    private void Fault(string name, JsonElement value, string fix) => Reject(name, Shortened(value), fix);

    private static string FixOfNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) > int.MaxValue
            ? "write a number closer to 0"
            : "write a whole number without quotes";

    private static string Shortened(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > 60 ? text[..57] + "..." : text;
    }

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
