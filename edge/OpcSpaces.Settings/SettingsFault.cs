namespace OpcSpaces.Settings;

/// <summary>One fault: where it stands (<c>zones[2].points[0].pin</c>), what was read there, and what would mend it.</summary>
public sealed record SettingsFault(string Path, string Value, string Fix)
{
    /// <summary>The file that was read, or null for a configuration that was made in memory.</summary>
    public string? File { get; init; }

    /// <summary>The line of the file, from 1; of what surrounds it when a setting is missing.</summary>
    public int? Line { get; init; }

    public override string ToString()
    {
        var fault = $"{Path}: {Value} – {Fix}";
        return (File, Line) switch
        {
            (null, null) => fault,
            (null, { } line) => $"line {line}: {fault}",
            ({ } file, null) => $"{file}: {fault}",
            ({ } file, { } line) => $"{file}:{line}: {fault}",
        };
    }
}
