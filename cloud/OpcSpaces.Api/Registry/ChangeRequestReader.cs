using System.Text.Json;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Registry.Committing;

namespace OpcSpaces.Api.Registry;

/// <summary>Reads a <see cref="ChangeRequest"/>, and finds every fault of it at once.</summary>
internal static class ChangeRequestReader
{
    private static readonly string[] Members = ["why", "put", "remove", "basedOn", "checkOnly"];

    /// <summary>The edit; null when there are faults.</summary>
    /// <param name="json">The body.</param>
    /// <param name="community">The community.</param>
    /// <param name="who">The caller.</param>
    /// <param name="version">The present version.</param>
    /// <param name="faults">Takes the faults.</param>
    public static RegistryEdit? Read(JsonElement json, string community, string who, long version, ICollection<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("body", null, $"send an object with {string.Join(", ", Members)}"));
            return null;
        }

        foreach (var member in json.EnumerateObject().Where(member => !Members.Contains(member.Name))) faults.Add(new Fault(member.Name, null, $"there is no such field: use {string.Join(", ", Members)}"));
        var why = json.TryGetProperty("why", out var text) && text.ValueKind == JsonValueKind.String ? RowReader.Text(text) ?? "" : "";
        if (string.IsNullOrWhiteSpace(why)) faults.Add(new Fault("why", null, "say why, for the audit trail"));
        var put = Tables(json, "put", faults).SelectMany(it => Rows(it.Table, it.Items, community, faults)).ToList();
        var remove = Tables(json, "remove", faults).SelectMany(it => Names(it.Table, it.Items, community, faults)).ToList();
        long? basedOn = null;
        if (json.TryGetProperty("basedOn", out var seen) && seen.ValueKind != JsonValueKind.Null)
        {
            if (seen.ValueKind == JsonValueKind.Number && seen.TryGetInt64(out var number) && number >= 0 && number <= version) basedOn = number;
            else faults.Add(new Fault("basedOn", seen.GetRawText(), $"send the version that you saw, at most {version}"));
        }

        var isCheck = json.TryGetProperty("checkOnly", out var check) && check.ValueKind == JsonValueKind.True;
        if (check.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False)) faults.Add(new Fault("checkOnly", check.GetRawText(), "send true or false"));
        return faults.Count > 0 ? null : new RegistryEdit(who, why) { Put = put, Remove = remove, BasedOn = basedOn, CheckOnly = isCheck };
    }

    private static IEnumerable<(RegistryTable Table, JsonElement Items)> Tables(JsonElement json, string name, ICollection<Fault> faults)
    {
        if (!json.TryGetProperty(name, out var tables) || tables.ValueKind == JsonValueKind.Null) yield break;
        if (tables.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(name, null, "send an object with an array for each table"));
            yield break;
        }

        foreach (var member in tables.EnumerateObject())
        {
            // Districts and communities themselves belong to the installation and not to one community.
            if (RegistryTables.Find(member.Name) is not { } table || !RegistryTables.OfCommunity.Contains(table))
                faults.Add(new Fault($"{name}.{member.Name}", null, $"there is no such table: use {string.Join(", ", RegistryTables.OfCommunity.Select(one => one.Name))}"));
            else if (member.Value.ValueKind != JsonValueKind.Array)
                faults.Add(new Fault($"{name}.{member.Name}", null, "send an array"));
            else yield return (table, member.Value);
        }
    }

    private static IEnumerable<object> Rows(RegistryTable table, JsonElement items, string community, ICollection<Fault> faults)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { [table.Keys[0].Name] = community };
        foreach (var (i, item) in items.EnumerateArray().Index())
        {
            if (RowReader.Read(table, item, given, $"put.{table.Name}[{i}].", faults) is { } row) yield return row;
        }
    }

    private static IEnumerable<RowName> Names(RegistryTable table, JsonElement items, string community, ICollection<Fault> faults)
    {
        foreach (var (i, item) in items.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String && RowReader.Text(item) is { } key) yield return new RowName(table.Name, $"{community}/{key}");
            else faults.Add(new Fault($"remove.{table.Name}[{i}]", item.GetRawText(), "send a key as text"));
        }
    }
}
