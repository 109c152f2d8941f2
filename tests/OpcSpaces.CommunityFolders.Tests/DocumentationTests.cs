using System.Globalization;
using System.Text;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Testing;

namespace OpcSpaces.CommunityFolders.Tests;

public class DocumentationTests
{
    [Fact]
    public void The_readme_has_every_column_of_every_table_as_it_is()
    {
        var readme = File.ReadAllText(Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.CommunityFolders", "README.md"));
        Assert.All(FolderTable.All, table => Assert.Contains(Markdown(table), readme, StringComparison.Ordinal));
    }

    internal static string Markdown(FolderTable table)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"### {table.FileName}\n\n| column | value | | example |\n| --- | --- | --- | --- |\n");
        foreach (var column in table.Columns)
        {
            var must = FolderTable.IsRequired(column) ? "" : "optional; ";
            text.Append(CultureInfo.InvariantCulture, $"| {(column.IsKey ? $"**{column.Name}**" : column.Name)} | {Kind(column)} | {must}{column.About} | {(column.Example is { } example ? $"`{example}`" : "")} |\n");
        }

        return text.ToString();
    }

    private static string Kind(RegistryColumn column) => column.PointKinds is not null ? "id of a point"
        : column.Kind.Name
            + (column.Unit is { } unit ? $", {unit}" : "")
            + (column.Within is { } range ? string.Create(CultureInfo.InvariantCulture, $", {range.Least} to {range.Most}") : "")
            + (column.RefersTo is not null ? ", an id" : "");
}
