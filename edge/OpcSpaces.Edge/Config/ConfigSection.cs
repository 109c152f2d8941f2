using System.Text.Json;

namespace OpcSpaces.Edge.Config;

/// <summary>One JSON object of a configuration file: hands out its members by name, notes what has the wrong shape, and goes on with the default.</summary>
internal sealed class ConfigSection(JsonElement json, string path, List<ConfigFault> faults)
{
    private readonly HashSet<string> _known = [];

    public string Path => path;

    public string Text(string name, string fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.String) return value.GetString()!;
        Fault(name, value, "write a text in quotes");
        return fallback;
    }

    public string RequiredText(string name)
    {
        if (TryGet(name, out _)) return Text(name, "");
        Missing(name);
        return "";
    }

    public string? OptionalText(string name) => TryGet(name, out _) ? Text(name, "") : null;

    public int Number(string name, int fallback) => (int)Math.Clamp(LongNumber(name, fallback), int.MinValue, int.MaxValue);

    public long LongNumber(string name, long fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Fault(name, value, "write a whole number without quotes");
        return fallback;
    }

    public int RequiredNumber(string name)
    {
        if (TryGet(name, out _)) return Number(name, 0);
        Missing(name);
        return 0;
    }

    public bool Truth(string name, bool fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, value, "write true or false");
        return fallback;
    }

    /// <summary>Null when it is not there.</summary>
    public ConfigSection? Section(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Object) return new ConfigSection(value, PathOf(name), faults);
        Fault(name, value, "write an object in braces");
        return null;
    }

    public List<ConfigSection> Sections(string name)
    {
        var sections = new List<ConfigSection>();
        if (!TryGet(name, out var value)) Missing(name);
        else if (value.ValueKind != JsonValueKind.Array) Fault(name, value, "write a list in brackets");
        else
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                var place = $"{PathOf(name)}[{index}]";
                if (item.ValueKind == JsonValueKind.Object) sections.Add(new ConfigSection(item, place, faults));
                else faults.Add(new ConfigFault(place, item.GetRawText(), "write an object in braces"));
            }
        }

        return sections;
    }

    public void Reject(string name, string value, string mend) => faults.Add(new ConfigFault(PathOf(name), value, mend));

    /// <summary>After everything was asked for: whatever else stands there is a fault.</summary>
    public void RejectTheRest()
    {
        foreach (var member in json.EnumerateObject().Where(member => !_known.Contains(member.Name)))
            Fault(member.Name, member.Value, $"there is no such setting here; there are {string.Join(", ", _known.Order())}");
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        return json.TryGetProperty(name, out value);
    }

    private void Missing(string name) => faults.Add(new ConfigFault(PathOf(name), "missing", "add it"));

    private void Fault(string name, JsonElement value, string mend)
    {
        var text = value.GetRawText();
        faults.Add(new ConfigFault(PathOf(name), text.Length > 60 ? text[..57] + "..." : text, mend));
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
