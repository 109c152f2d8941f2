using System.Globalization;
using System.Text.Json;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>Reads a row of a table from JSON, as the API writes it, and finds every fault of it at once.</summary>
internal static class RowReader
{
    private const int MostShown = 80;

    /// <summary>The row; null when there are faults.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="json">An object with a member for each column. A column that may be empty can be missing.</param>
    /// <param name="given">Values of columns that the address gives; a member must not contradict them.</param>
    /// <param name="at">How faults name the object: empty for the body itself.</param>
    /// <param name="faults">Takes the faults.</param>
    public static object? Read(RegistryTable table, JsonElement json, IReadOnlyDictionary<string, string> given, string at, ICollection<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(at.Length == 0 ? "body" : at, Show(json), $"send an object with the fields of the {table.Noun}"));
            return null;
        }

        var (texts, before) = (new Dictionary<string, string>(given, StringComparer.Ordinal), faults.Count);
        foreach (var member in json.EnumerateObject()) Read(table, member, given, at, texts, faults);
        foreach (var column in table.Columns)
        {
            if (texts.ContainsKey(column.Name)) continue;
            if (!MayBeMissing(column)) faults.Add(new Fault(at + column.Name, null, $"it is required: {column.Kind.Fix}"));
            else if ((column.Default ?? (column.Kind == ColumnKind.Truth ? false : null)) is { } usual) texts[column.Name] = column.Kind.Format(usual);
        }

        return faults.Count == before ? table.Create(texts) : null;
    }

    private static void Read(RegistryTable table, JsonProperty member, IReadOnlyDictionary<string, string> given, string at, Dictionary<string, string> texts, ICollection<Fault> faults)
    {
        if (table.Column(member.Name) is not { } column)
        {
            faults.Add(new Fault(at + member.Name, Show(member.Value), $"there is no such field: the {table.Noun} has {string.Join(", ", table.Columns)}"));
        }
        else if (member.Value.ValueKind == JsonValueKind.Null)
        {
            if (!MayBeMissing(column)) faults.Add(new Fault(at + column.Name, "null", column.Kind.Fix));
        }
        else if (TextOf(column, member.Value) is not { } text || column.Kind.Parse(text) is not { } value)
        {
            faults.Add(new Fault(at + column.Name, Show(member.Value), FixOf(column)));
        }
        else if (given.TryGetValue(column.Name, out var fixedText) && column.Kind.Format(value) != fixedText)
        {
            faults.Add(new Fault(at + column.Name, Show(member.Value), $"the address says {fixedText}: leave it out, or write the same"));
        }
        else
        {
            texts[column.Name] = text;
        }
    }

    private static bool MayBeMissing(RegistryColumn column) => column.IsNullable || column.Default is not null || column.Kind == ColumnKind.Words || column.Kind == ColumnKind.Truth;

    // JSON has numbers, truth values and arrays of its own; everything else is text.
    private static string? TextOf(RegistryColumn column, JsonElement value) => (column.Kind, value.ValueKind) switch
    {
        var (kind, _) when kind == ColumnKind.Words => Words(value),
        var (kind, _) when kind == ColumnKind.Shape => Shape(value),
        var (kind, json) when kind == ColumnKind.Truth => json switch { JsonValueKind.True => "yes", JsonValueKind.False => "no", _ => null },
        var (kind, json) when kind == ColumnKind.Whole || kind == ColumnKind.Number =>
            json == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null,
        var (kind, json) when kind == ColumnKind.Instant => json == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? ColumnKind.Instant.Format(at) : null,
        (_, JsonValueKind.String) => Text(value),
        _ => null,
    };

    private static string? Words(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String && Text(word) is { } text && !text.Contains(';', StringComparison.Ordinal))
            ? string.Join(';', value.EnumerateArray().Select(word => word.GetString()))
            : null;

    private static string? Shape(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        var rings = new List<string>();
        foreach (var ring in value.EnumerateArray())
        {
            if (ring.ValueKind != JsonValueKind.Array) return null;
            var corners = new List<string>();
            foreach (var corner in ring.EnumerateArray())
            {
                if (corner.ValueKind != JsonValueKind.Array || corner.GetArrayLength() != 2 || !corner.EnumerateArray().All(IsDecimal)) return null;
                corners.Add(string.Join(' ', corner.EnumerateArray().Select(number => number.GetDecimal().ToString(CultureInfo.InvariantCulture))));
            }

            rings.Add(string.Join(',', corners));
        }

        return string.Join(';', rings);
    }

    private static bool IsDecimal(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _);

    /// <summary>The text of a JSON string; null for half of a surrogate pair, which JSON can escape and which has no text.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string FixOf(RegistryColumn column) =>
        column.Kind == ColumnKind.Words ? "send an array of words without semicolons"
        : column.Kind == ColumnKind.Shape ? "send an array of rings; a ring is an array of three corners or more, [x, y] in metres"
        : column.Kind == ColumnKind.Instant ? "send a time in ISO 8601 with its offset, such as 2026-03-02T01:30:00Z"
        : column.Kind == ColumnKind.Truth ? "send true or false"
        : column.Kind == ColumnKind.Whole || column.Kind == ColumnKind.Number ? $"send a JSON number: {column.Kind.Fix}"
        : column.Kind.Fix;

    private static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= MostShown ? text : $"{text[..MostShown]}…";
    }
}
