namespace OpcSpaces.Settings;

/// <summary>One fault: its path (<c>zones[2].points[0].pin</c>), the value that was read there, and what to write instead.</summary>
public sealed record SettingsFault(string Path, string Value, string Fix)
{
    /// <summary>The file that was read, or null for settings that were made in memory.</summary>
    public string? File { get; init; }

    /// <summary>The line of the file, from 1. For a missing setting, the line of the object that should contain it.</summary>
    public int? Line { get; init; }

    /// <summary>One line of text; control characters are replaced, because terminals execute them.</summary>
    public override string ToString()
    {
        var fault = $"{Path}: {Value} – {Fix}";
        var text = (File, Line) switch
        {
            (null, null) => fault,
            (null, { } line) => $"line {line}: {fault}",
            ({ } file, null) => $"{file}: {fault}",
            ({ } file, { } line) => $"{file}:{line}: {fault}",
        };
        return text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
    }
}
