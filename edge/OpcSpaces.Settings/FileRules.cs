namespace OpcSpaces.Settings;

/// <summary>Rules for files that settings name. Their content is never quoted, because it may be a secret.</summary>
public static class FileRules
{
    /// <summary>Adds a fault when the file cannot be read or is empty; true when it can be used.</summary>
    public static bool Readable(this SettingsRules rules, string setting, string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length > 0) return true;
            rules.Fault(setting, $"\"{file}\"", "the file is empty: write into it, or leave the setting out");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            rules.Fault(setting, $"\"{file}\"", Directory.Exists(file) ? "this is a directory: name a file" : $"it cannot be read: {e.Message}");
        }

        return false;
    }
}
