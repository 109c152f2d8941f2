using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// The plan that the page draws: the community's file where there is one, read again when it changes, else an arrangement
/// of the zones and desks that the gateways introduced. Safe from any thread.
/// </summary>
internal sealed partial class DrawnPlan(string? file, ILogger<DrawnPlan> logger)
{
    private readonly Lock _gate = new(); // guards the fields below
    private DateTime _readAt;
    private LivePlan? _fromFile;
    private LivePlan? _arranged;

    /// <summary>Reads the file, if it exists, and throws <see cref="SettingsException"/> when it is faulty.</summary>
    public void Check()
    {
        if (file is not null && File.Exists(file)) CommunityFile.Read(File.ReadAllBytes(file), file);
    }

    /// <summary>The plan now; <paramref name="deskKeys"/> (zone/desk) is asked for only where no file describes the community.</summary>
    public LivePlan Current(Func<IEnumerable<string>> deskKeys)
    {
        lock (_gate)
        {
            ReadFile();
            if (_fromFile is not null) return _fromFile;
            var keys = deskKeys().Order(StringComparer.Ordinal).ToList();
            var version = VersionOf(Encoding.UTF8.GetBytes(string.Join('\n', keys)));
            if (_arranged?.Version != version) _arranged = new(Arrange(keys), version);
            return _arranged;
        }
    }

    private void ReadFile()
    {
        if (file is null || !File.Exists(file) || File.GetLastWriteTimeUtc(file) is var changedAt && changedAt == _readAt) return;
        _readAt = changedAt;
        try
        {
            var bytes = File.ReadAllBytes(file);
            _fromFile = new(CommunityFile.Read(bytes, file), VersionOf(bytes));
        }
        catch (Exception e) when (e is SettingsException or IOException)
        {
            FileRefused(e.Message); // what was read before stays
        }
    }

    private static Community Arrange(List<string> keys) => ArrangedPlan.Of(
        "OpcSpaces",
        keys.Select(key => (Zone: key[..key.IndexOf('/', StringComparison.Ordinal)], Desk: key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]))
            .GroupBy(key => key.Zone, key => key.Desk)
            .Select(zone => KeyValuePair.Create<string, IReadOnlyCollection<string>>(zone.Key, [.. zone])));

    private static string VersionOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    [LoggerMessage(LogLevel.Error, "The community's file changed and cannot be used; the plan stays as it was: {Fault}")]
    private partial void FileRefused(string fault);
}
