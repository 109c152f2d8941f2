using System.Globalization;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>The rules that follow from the columns alone: texts, ids, ranges, and ids of other rows.</summary>
internal static class ColumnRules
{
    private const int LongestText = 500;
    private const int MostDecimals = 6;
    private const int MoneyDecimals = 2;
    private const char FirstAccent = '\u0300'; // combining diacritical marks
    private const char LastAccent = '\u036F';
    private const string Plain = "write it without control characters";

    public static void Check(RegistryRows rows, RegistryTable table, RegistryFaults faults)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, row) in rows.Of(table))
        {
            var at = new RowCheck(faults, table, row);
            foreach (var column in table.Columns) Check(at, rows, column, row);
            if (!seen.TryAdd(key, key)) at.Fault(table.Keys[^1].Name, $"\"{key}\"", $"it differs from {seen[key]} only by case: rename one");
        }
    }

    private static void Check(RowCheck at, RegistryRows rows, RegistryColumn column, object row)
    {
        var value = column.ValueOf(row);
        if (value is null) return;
        if (value is string text) Text(at, column, text);
        if (value is Tags tags && tags.Words.Any(Letters.HasDeceptive)) at.Fault(column.Name, Plain);
        if (column.Within is { } range) Range(at, column, value, range);
        if (value is decimal number) Decimals(at, column, number);
        if (column.RefersTo is { } target && value is string { Length: > 0 } id) Reference(at, rows, column, row, target, id);
    }

    private static void Text(RowCheck at, RegistryColumn column, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!column.IsNullable) at.Fault(column.Name, "\"\"", $"it is empty: write {column.About}");
        }
        else if (Letters.HasDeceptive(text)) at.Fault(column.Name, Plain);
        else if (text.Length > LongestText) at.Fault(column.Name, string.Create(CultureInfo.InvariantCulture, $"it has {text.Length} characters: write {LongestText} at most"));
        else if (column.PointKinds is { } kinds)
        {
            if (PointId.Fault(text, [.. PointKind.All.Where(kind => kinds.Count == 0 || kinds.Contains(kind.Name))]) is { } fix) at.Fault(column.Name, fix);
        }
        else if ((column.IsKey || column.RefersTo is not null) && EntityId.FaultOfNew(text) is { } fault) at.Fault(column.Name, $"it {fault}: write another id");
        // Two forms of one letter look the same (Unicode TR 15). Without ICU, .NET cannot tell them apart by itself.
        else if (column.IsKey && text.Any(letter => letter is >= FirstAccent and <= LastAccent)) at.Fault(column.Name, "it has letters with separate accents: write them as one letter each (NFC)");
    }

    private static void Range(RowCheck at, RegistryColumn column, object value, WithinAttribute range)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (number < range.Least || number > range.Most)
            at.Fault(column.Name, string.Create(CultureInfo.InvariantCulture, $"write {range.Least} to {range.Most}{(column.Unit is null ? "" : $" {column.Unit}")}"));
    }

    private static void Decimals(RowCheck at, RegistryColumn column, decimal number)
    {
        var most = column.Unit == "CNY" ? MoneyDecimals : MostDecimals;
        if (decimal.Round(number, most) != number) at.Fault(column.Name, string.Create(CultureInfo.InvariantCulture, $"write at most {most} decimals"));
    }

    private static void Reference(RowCheck at, RegistryRows rows, RegistryColumn column, object row, Type target, string id)
    {
        var table = RegistryTables.Of(target);
        var key = table.Keys.Count == 1 ? id : $"{at.Table.Column("community")!.TextOf(row)}/{id}";
        if (rows.Find(table, key) is null) at.Fault(column.Name, $"there is no {table.Noun} with this id: add it to {table.Name}, or correct the id");
    }
}
