using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// The plan that the page draws: the community's file where there is one, read again when it changes, and an arrangement of the zones
/// and desks that gateways of other communities have announced. Safe from any thread.
/// </summary>
internal sealed partial class DrawnPlan(string? file, ILogger<DrawnPlan> logger)
{
    private readonly Lock _gate = new(); // guards the fields below
    private DateTime _readAt;
    private Community? _fromFile;
    private string _fileVersion = "";
    private LivePlan? _plan;

    /// <summary>Reads the file, if it exists, and throws <see cref="SettingsException"/> when it is faulty.</summary>
    public void Check()
    {
        if (file is not null && File.Exists(file)) CommunityFile.Read(File.ReadAllBytes(file), file);
    }

    /// <summary>The plan now, for the desks that gateways have announced.</summary>
    public LivePlan Current(IEnumerable<PointKey> announced)
    {
        lock (_gate)
        {
            ReadFile();
            var desks = announced.Where(desk => desk.Community != _fromFile?.Id).OrderBy(desk => desk.ToString(), StringComparer.Ordinal).ToList();
            var version = VersionOf(Encoding.UTF8.GetBytes(string.Join('\n', desks.Select(desk => desk.ToString()).Prepend(_fileVersion))));
            if (_plan?.Version != version) _plan = new([.. _fromFile is null ? [] : (Community[])[_fromFile], .. Arrange(desks)], version);
            return _plan;
        }
    }

    private void ReadFile()
    {
        if (file is null || !File.Exists(file) || File.GetLastWriteTimeUtc(file) is var changedAt && changedAt == _readAt) return;
        _readAt = changedAt;
        try
        {
            var bytes = File.ReadAllBytes(file);
            (_fromFile, _fileVersion) = (CommunityFile.Read(bytes, file), VersionOf(bytes));
        }
        catch (Exception e) when (e is SettingsException or IOException)
        {
            FileRefused(e.Message); // what was read before stays
        }
    }

    private static IEnumerable<Community> Arrange(IEnumerable<PointKey> desks) =>
        desks.GroupBy(desk => desk.Community).Select(community => ArrangedPlan.Of(
            community.Key,
            community.GroupBy(desk => desk.Zone, desk => desk.Point)
                .Select(zone => KeyValuePair.Create<string, IReadOnlyCollection<string>>(zone.Key, [.. zone]))));

    private static string VersionOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    [LoggerMessage(LogLevel.Error, "The community's file changed and cannot be used; the plan stays as it was: {Fault}")]
    private partial void FileRefused(string fault);
}
