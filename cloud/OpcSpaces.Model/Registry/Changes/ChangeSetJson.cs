using System.Globalization;
using System.Text.Json;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Changes;

/// <summary>
/// A change set as bytes: canonical JSON, names sorted, texts in the invariant culture. A large one is cut into parts of about
/// <see cref="PartBytes"/>, so that neither the journal nor a reader needs much memory; each part is one entry of the journal.
/// <code>{"at":…,"changes":[{"action":"change","fields":{"rentPerMonth":["1200","1500"]},"key":"c/l-1","table":"leases"}],"part":1,"parts":1,"version":7,"who":…,"why":…}</code>
/// </summary>
public static class ChangeSetJson
{
    /// <summary>A part is closed when it has so many bytes of changes.</summary>
    public const int PartBytes = 64 << 10;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The parts of a change set, the first one first. The same change set has the same bytes everywhere.</summary>
    public static IEnumerable<byte[]> Write(ChangeSet set)
    {
        // Twice through the changes and not once with all parts in memory: the number of parts stands in each of them.
        var ends = Ends(set.Changes);
        for (var part = 0; part < ends.Count; part++)
            yield return Part(set, part + 1, ends.Count, part == 0 ? 0 : ends[part - 1], ends[part]);
    }

    /// <summary>Reads one part.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static ChangeSetPart Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8);
            var root = json.RootElement;
            var set = new ChangeSet(
                root.GetProperty("version").GetInt64(),
                DateTimeOffset.ParseExact(root.GetProperty("at").GetString()!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                root.GetProperty("who").GetString()!,
                root.GetProperty("why").GetString()!,
                root.TryGetProperty("undoes", out var undoes) ? undoes.GetInt64() : null,
                [.. root.GetProperty("changes").EnumerateArray().Select(Change)]);
            return new ChangeSetPart(set, root.GetProperty("part").GetInt32(), root.GetProperty("parts").GetInt32());
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException($"This is not a part of a change set: {e.Message}", e);
        }
    }

    // One at least: a change set without changes is never made, but it could be written.
    private static List<int> Ends(IReadOnlyList<RowChange> changes)
    {
        var (ends, bytes) = (new List<int>(), 0);
        for (var i = 0; i < changes.Count; i++)
        {
            bytes += Estimate(changes[i]);
            if (bytes < PartBytes || i == changes.Count - 1) continue;
            ends.Add(i + 1);
            bytes = 0;
        }

        ends.Add(changes.Count);
        return ends;
    }

    private static int Estimate(RowChange change) =>
        change.Key.Length + change.Table.Length + 40 + change.Fields.Sum(field => field.Key.Length + (field.Value.Former?.Length ?? 4) + (field.Value.New?.Length ?? 4) + 8);

    private static byte[] Part(ChangeSet set, int part, int parts, int from, int end)
    {
        var json = new CanonicalJson();
        json.StartObject().Name("at").Value(set.At.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)).Name("changes").StartArray();
        for (var i = from; i < end; i++) Change(json, set.Changes[i]);
        json.EndArray().Name("part").Value(part).Name("parts").Value(parts);
        if (set.Undoes is { } undoes) json.Name("undoes").Value(undoes);
        return json.Name("version").Value(set.Version).Name("who").Value(set.Who).Name("why").Value(set.Why).EndObject().ToArray();
    }

    private static void Change(CanonicalJson json, RowChange change)
    {
        json.StartObject().Name("action").Value(Word(change.Action)).Name("fields").StartObject();
        foreach (var (name, field) in change.Fields) json.Name(name).StartArray().Value(field.Former).Value(field.New).EndArray();
        json.EndObject().Name("key").Value(change.Key).Name("table").Value(change.Table).EndObject();
    }

    private static RowChange Change(JsonElement json)
    {
        var fields = new SortedDictionary<string, FieldChange>(StringComparer.Ordinal);
        foreach (var field in json.GetProperty("fields").EnumerateObject()) fields[field.Name] = new FieldChange(field.Value[0].GetString(), field.Value[1].GetString());
        return new RowChange(json.GetProperty("table").GetString()!, json.GetProperty("key").GetString()!, Action(json.GetProperty("action").GetString()), fields);
    }

    private static string Word(RowAction action) => action switch { RowAction.Add => "add", RowAction.Remove => "remove", _ => "change" };

    private static RowAction Action(string? word) => word switch
    {
        "add" => RowAction.Add,
        "remove" => RowAction.Remove,
        "change" => RowAction.Change,
        _ => throw new FormatException($"'{word}' is no action."),
    };
}

/// <summary>One part of a change set: the set with the changes of this part only.</summary>
/// <param name="Set">Who, when, why, version, and the changes of this part.</param>
/// <param name="Part">From 1.</param>
/// <param name="Parts">How many there are.</param>
public sealed record ChangeSetPart(ChangeSet Set, int Part, int Parts);
