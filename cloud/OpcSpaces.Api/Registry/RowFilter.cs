using Microsoft.AspNetCore.Http;
using OpcSpaces.Api.Problems;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>
/// Rows by the values of their columns: <c>?zone=open-3&amp;equipment=monitor</c>. Words match when the row has the word. A name that is no column
/// is a fault: a misspelt filter must not give everything.
/// </summary>
internal sealed class RowFilter
{
    /// <summary>Parameters of lists that are no columns.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["cursor", "limit", "format", "delimiter", "bom"];

    private readonly List<(RegistryColumn Column, string Text)> _wanted = [];

    /// <summary>Reads the filter of a request.</summary>
    public static RowFilter Read(RegistryTable table, IQueryCollection query, ICollection<Fault> faults)
    {
        var filter = new RowFilter();
        foreach (var (name, values) in query)
        {
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (table.Column(name) is not { } column || column == table.Keys[0])
                faults.Add(new Fault(name, values, $"there is no such parameter: use {string.Join(", ", Reserved)} or a field: {string.Join(", ", table.Columns.Skip(1))}"));
            else if (values.Count != 1 || TextOf(column, values[0] ?? "") is not { } text)
                faults.Add(new Fault(name, values, values.Count != 1 ? "give it once" : column.Kind == ColumnKind.Truth ? "write true or false" : column.Kind.Fix));
            else filter._wanted.Add((column, text));
        }

        return filter;
    }

    public bool Takes(object row) => _wanted.TrueForAll(wanted => wanted.Column.ValueOf(row) is Model.Registry.Values.Tags words
        ? words.Contains(wanted.Text)
        : (wanted.Column.TextOf(row) ?? "") == wanted.Text);

    private static string? TextOf(RegistryColumn column, string text) =>
        column.Kind == ColumnKind.Words || (text.Length == 0 && column.IsNullable) ? text
        : column.Kind == ColumnKind.Truth ? text switch { "true" => "yes", "false" => "no", _ => null }
        : column.Kind.Parse(text) is { } value ? column.Kind.Format(value) : null;
}
