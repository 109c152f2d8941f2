using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Cloud.Live;

/// <summary>
/// The plan that the page draws: the communities of the registry; then those of the community files, which are read again when they
/// change, where the registry has none of that id; then an arrangement of the zones and desks that gateways of other communities have
/// announced. Safe from any thread.
/// </summary>
/// <param name="files">The community files.</param>
/// <param name="time">For how long a file has been missing.</param>
/// <param name="logger">Takes faults.</param>
/// <param name="registered">The communities of the registry that have a plan; null for none.</param>
internal sealed partial class DrawnPlan(IReadOnlyList<string> files, TimeProvider time, ILogger<DrawnPlan> logger, Func<RegisteredPlans>? registered = null)
{
    private readonly Lock _gate = new(); // guards the fields below
    private readonly List<DrawnCommunity> _drawn = [.. files.Select(file => new DrawnCommunity(file, time, logger))];
    private readonly HashSet<(string File, string Version)> _warned = [];
    private LivePlan? _plan;
    private (IReadOnlyList<PointKey> Announced, string Versions) _planOf = ([], "");

    /// <summary>Community files that are missing or cannot be used.</summary>
    public IReadOnlyList<LiveTrouble> Troubles
    {
        get
        {
            lock (_gate)
            {
                foreach (var community in _drawn) community.Refresh();
                return [.. _drawn.Select(community => community.Trouble).OfType<LiveTrouble>()];
            }
        }
    }

    /// <summary>The plan now.</summary>
    /// <param name="announced">The desks that gateways have announced: the same list as before where they are the same, because then nothing is read again.</param>
    public LivePlan Current(IReadOnlyList<PointKey> announced)
    {
        lock (_gate)
        {
            foreach (var community in _drawn) community.Refresh();
            // Two files with one id are refused at the start; if they come up later, the first is drawn.
            foreach (var second in _drawn.Where(community => community.Community is not null).GroupBy(community => community.Community!.Id).SelectMany(same => same.Skip(1)))
                WarnOnce(second);
            var (known, knownVersion) = registered?.Invoke() ?? RegisteredPlans.None;
            var inRegistry = known.Select(community => community.Id).ToHashSet(StringComparer.Ordinal);
            var drawn = _drawn.Where(community => community.Community is { } file && !inRegistry.Contains(file.Id)).DistinctBy(community => community.Community!.Id).ToList();
            var versions = string.Join('\n', [knownVersion, .. drawn.Select(community => community.Version)]);
            if (_plan is not null && ReferenceEquals(announced, _planOf.Announced) && versions == _planOf.Versions) return _plan;
            _planOf = (announced, versions);
            var ids = drawn.Select(community => community.Community!.Id).Concat(inRegistry).ToHashSet(StringComparer.Ordinal);
            var desks = announced.Where(desk => !ids.Contains(desk.Community)).OrderBy(desk => desk.ToString(), StringComparer.Ordinal).ToList();
            var version = VersionOf(Encoding.UTF8.GetBytes(string.Join('\n', [versions, .. desks.Select(desk => desk.ToString())])));
            if (_plan?.Version != version) _plan = new([.. known, .. drawn.Select(community => community.Community!), .. Arrange(desks)], version);
            return _plan;
        }
    }

    private void WarnOnce(DrawnCommunity second)
    {
        if (_warned.Add((second.FilePath, second.Version))) NotDrawn(second.FilePath, second.Community!.Id);
    }

    internal static string VersionOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    private static IEnumerable<Community> Arrange(IEnumerable<PointKey> desks) =>
        desks.GroupBy(desk => desk.Community).Select(community => ArrangedPlan.Of(
            community.Key,
            community.GroupBy(desk => desk.Zone, desk => desk.Point)
                .Select(zone => KeyValuePair.Create<string, IReadOnlyCollection<string>>(zone.Key, [.. zone]))));

    [LoggerMessage(LogLevel.Error, "The community file '{File}' is not drawn, because another community file has the id '{Id}' too. Give each its own id")]
    private partial void NotDrawn(string file, string id);
}
