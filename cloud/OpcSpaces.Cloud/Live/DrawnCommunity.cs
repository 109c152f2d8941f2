using OpcSpaces.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Live;

/// <summary>The community of one community file, as it was last read without faults. Belongs to one thread at a time.</summary>
internal sealed partial class DrawnCommunity(string file, ILogger logger)
{
    private DateTime _readAt;

    public string FilePath => file;

    /// <summary>Null until the file exists.</summary>
    public Community? Community { get; private set; }

    /// <summary>Another one for every content.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Reads the file again if it has changed; a file with faults is logged and changes nothing.</summary>
    public void Refresh()
    {
        if (!File.Exists(file) || File.GetLastWriteTimeUtc(file) is var changedAt && changedAt == _readAt) return;
        _readAt = changedAt;
        try
        {
            var bytes = NamedFile.ReadAllBytes(file);
            (Community, Version) = (CommunityFile.Read(bytes, file), DrawnPlan.VersionOf(bytes));
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            FileRefused(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The community file has changed and cannot be used; the plan stays as it was: {Fault}")]
    private partial void FileRefused(string fault);
}
