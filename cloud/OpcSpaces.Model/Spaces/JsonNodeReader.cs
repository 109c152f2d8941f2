using System.Text.Json;

namespace OpcSpaces.Model.Spaces;

/// <summary>One JSON object with its path; each read gives a value to go on with and notes a fault when there was none.</summary>
internal readonly struct JsonNodeReader(JsonElement element, string path, List<CommunityFault> faults)
{
    public string Text(string name)
    {
        if (Find(name, "a text") is not { } member)
            return "";
        if (member.ValueKind == JsonValueKind.String)
            return member.GetString()!;
        Wrong(name, member, "is not a text");
        return "";
    }

    public double Number(string name)
    {
        if (Find(name, "a number") is not { } member)
            return double.NaN;
        if (member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        Wrong(name, member, "is not a number");
        return double.NaN;
    }

    /// <summary>Zero when there is none.</summary>
    public int WholeNumber(string name)
    {
        if (Find(name, "a whole number") is not { } member)
            return 0;
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number))
            return number;
        Wrong(name, member, "is not a whole number");
        return 0;
    }

    public T Choice<T>(string name) where T : struct, Enum
    {
        if (Find(name, "one of " + Names<T>()) is not { } member)
            return default;
        if (member.ValueKind == JsonValueKind.String && Enum.GetNames<T>().Contains(member.GetString(), StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(member.GetString()!, ignoreCase: true);
        Wrong(name, member, "is not one of " + Names<T>());
        return default;
    }

    public T Member<T>(string name, Func<JsonNodeReader, T> read, T otherwise) where T : struct =>
        Find(name, "an object") is { } member ? read(new JsonNodeReader(member, Below(name), faults)) : otherwise;

    public IReadOnlyList<T> List<T>(string name, Func<JsonNodeReader, T> read) =>
        Find(name, "a list") is null ? [] : OptionalList(name, read);

    public IReadOnlyList<T> OptionalList<T>(string name, Func<JsonNodeReader, T> read)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var member))
            return [];
        if (member.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, member, "is not a list");
            return [];
        }
        var items = new List<T>(member.GetArrayLength());
        foreach (var item in member.EnumerateArray())
            items.Add(read(new JsonNodeReader(item, $"{Below(name)}[{items.Count}]", faults)));
        return items;
    }

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private JsonElement? Find(string name, string wanted)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
            return member;
        faults.Add(new CommunityFault(Below(name), "nothing", $"{wanted} is missing"));
        return null;
    }

    private void Wrong(string name, JsonElement member, string problem)
    {
        var raw = member.GetRawText().ReplaceLineEndings(" ");
        faults.Add(new CommunityFault(Below(name), raw.Length > 60 ? raw[..60] + "…" : raw, problem));
    }

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
