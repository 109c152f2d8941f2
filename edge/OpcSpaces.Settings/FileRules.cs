using OpcSpaces.Files;

namespace OpcSpaces.Settings;

/// <summary>Rules for files that settings name. Their content is never quoted, because it may be a secret.</summary>
public static class FileRules
{
    /// <summary>Adds a fault when the file cannot be read or is empty; true when it can be used.</summary>
    public static bool Readable(this SettingsRules rules, string setting, string file)
    {
        try
        {
            using var stream = NamedFile.OpenRead(file);
            if (stream.Length > 0) return true;
            rules.Fault(setting, $"\"{file}\"", "it is empty: write into it, or leave the setting out");
        }
        catch (NamedFileException e)
        {
            rules.Fault(setting, $"\"{file}\"", $"it {e.Fault}: {e.Fix}");
        }

        return false;
    }
}
