namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>The files that come with this program and are given by name, in the directory <c>communities</c>.</summary>
internal static class IncludedFiles
{
    private const string Folder = "communities";
    private const string Extension = ".jsonc";

    /// <summary>Descriptions of buildings.</summary>
    public static IReadOnlyList<string> Buildings { get; } = ["nanshan-10000", "nanshan-tenants", "nanshan-walkways", "futian-200", "guangming-120", "office", "city"];

    /// <summary>Files with faults and frauds.</summary>
    public static IReadOnlyList<string> Faults { get; } = ["frauds"];

    /// <summary>The path of an included file by its name, with or without its extension; null for another name.</summary>
    public static string? Find(string name, IReadOnlyList<string> included)
    {
        var bare = name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;
        return included.Contains(bare) ? Path.Combine(AppContext.BaseDirectory, Folder, bare + Extension) : null;
    }
}
