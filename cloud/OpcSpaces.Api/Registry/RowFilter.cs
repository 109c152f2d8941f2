using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>Rows by the values of their columns: <c>?zone=open-3&amp;equipment=monitor</c>. Words match when the row has the word.</summary>
internal sealed class RowFilter
{
    private readonly List<(RegistryColumn Column, string Text)> _wanted = [];

    /// <summary>The columns that filter: all but the community, which stands in the path.</summary>
    public static IEnumerable<RegistryColumn> ColumnsOf(RegistryTable table) => table.Columns.Skip(1);

    /// <summary>Reads the filter of a request.</summary>
    public static RowFilter Read(RegistryTable table, IQueryCollection query, ICollection<Fault> faults)
    {
        var filter = new RowFilter();
        foreach (var column in ColumnsOf(table))
        {
            if (!query.TryGetValue(column.Name, out var values)) continue;
            if (TextOf(column, $"{values}") is { } text) filter._wanted.Add((column, text));
            else faults.Add(new Fault(column.Name, values, column.Kind == ColumnKind.Truth ? "write true or false" : column.Kind.Fix));
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
