using OpcSpaces.Dashboards.Live;
using OpcSpaces.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Live;

/// <summary>The community of one community file, as it was last read without faults. Belongs to one thread at a time.</summary>
internal sealed partial class DrawnCommunity(string file, TimeProvider time, ILogger logger)
{
    // Another program may write the file after the cloud has started.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private DateTime _readAt;
    private DateTimeOffset? _missingSince;
    private LiveTrouble? _fault;
    private bool _saidMissing;

    public string FilePath => file;

    /// <summary>Null until the file exists.</summary>
    public Community? Community { get; private set; }

    /// <summary>Another one for every content.</summary>
    public string Version { get; private set; } = "";

    /// <summary>A file that has been missing for half a minute, or that cannot be used; null when all is well.</summary>
    public LiveTrouble? Trouble => _missingSince switch
    {
        { } since when time.GetUtcNow() - since >= Grace => new(
            $"The community file {file} does not exist: {(Community is null ? "the page arranges what the gateways introduce" : "the plan stays as it was")}.",
            since, "", "Write the file, or correct --community (communityFiles in the settings)."),
        _ => _fault,
    };

    /// <summary>Reads the file again if it has changed; a file that is missing or has faults is logged and changes nothing.</summary>
    public void Refresh()
    {
        if (!File.Exists(file))
        {
            _missingSince ??= time.GetUtcNow();
            if (!_saidMissing) FileMissing(file);
            _saidMissing = true;
            return;
        }

        (_missingSince, _saidMissing) = (null, false);
        var changedAt = File.GetLastWriteTimeUtc(file);
        if (changedAt == _readAt) return;
        _readAt = changedAt;
        try
        {
            var bytes = NamedFile.ReadAllBytes(file);
            (Community, Version) = (CommunityFile.Read(bytes, file), DrawnPlan.VersionOf(bytes));
            _fault = null;
        }
        catch (Exception e) when (e is SettingsException or IOException or UnauthorizedAccessException)
        {
            var why = e is SettingsException { Faults: [var first, ..] faults } ? $"{first}{(faults.Count > 1 ? $" (and {faults.Count - 1} more)" : "")}" : e.Message;
            FileRefused(why);
            _fault = new($"The community file {file} cannot be used; the plan stays as it was.", time.GetUtcNow(), why, "Correct the file: it is read again when it changes.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "The community file {File} does not exist: until it does, the page arranges what the gateways introduce.")]
    private partial void FileMissing(string file);

    [LoggerMessage(LogLevel.Error, "The community file has changed and cannot be used; the plan stays as it was: {Fault}")]
    private partial void FileRefused(string fault);
}
