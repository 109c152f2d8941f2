using OpcSpaces.Model.Registry;

namespace OpcSpaces.Registry.Tests;

internal static class RegistryTexts
{
    /// <summary>Every row as a line, to compare.</summary>
    public static IReadOnlyList<string> Lines(this RegistryRows rows) =>
        [.. rows.All.Select(row => RegistryTables.Of(row.GetType())).Zip(rows.All, (table, row) => $"{table.Name} {string.Join(' ', table.TextsOf(row))}")];
}
