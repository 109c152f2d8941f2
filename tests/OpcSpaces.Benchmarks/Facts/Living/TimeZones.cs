using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>
/// The community's time zone in the registry, and so in the journal: first a wrong one, which somebody corrects after some days. Both have summer
/// time, whose change is within the days of <see cref="MonthScript.Month"/> (29 March 2026).
/// </summary>
internal static class TimeZones
{
    public const string Present = "Europe/Madrid";

    private const string Wrong = "Europe/Lisbon";
    private const ulong Epoch = 7;

    /// <summary>The entry of a version of the registry: 1 is the wrong zone, 2 the correction.</summary>
    public static JournalDraft Version(int version, string community, DateTimeOffset at)
    {
        var table = RegistryTables.Of<CommunityFacts>();
        var (wrong, present) = (new CommunityFacts(community, community, "d", Wrong), new CommunityFacts(community, community, "d", Present));
        var change = (version == 1 ? RowChange.Of(table, null, wrong) : RowChange.Of(table, wrong, present))!;
        var content = ChangeSetJson.Write(new ChangeSet(version, at, "eva", "the community's time zone", null, [change])).Single();
        return new JournalDraft(at, JournalKind.RegistryChange, "registry", null, Epoch, (ulong)version, content);
    }
}
