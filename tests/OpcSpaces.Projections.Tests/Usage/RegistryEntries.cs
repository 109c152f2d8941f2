using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Entries of the registry, as its service writes them.</summary>
internal static class RegistryEntries
{
    public const ulong Epoch = 77;

    public static JournalDraft TimeZone(string community, string zone, DateTimeOffset at, ulong sequence = 1, ulong epoch = Epoch)
    {
        var change = RowChange.Of(RegistryTables.Of<CommunityFacts>(), null, new CommunityFacts(community, "社区", "D1", zone))!;
        var set = new ChangeSet(1, at, "test", "test", null, [change]);
        return new JournalDraft(at, JournalKind.RegistryChange, "registry", null, epoch, sequence, ChangeSetJson.Write(set).Single());
    }

    /// <summary>The registry was used before, and is used again.</summary>
    public static JournalDraft Head(DateTimeOffset at, ulong sequence, ulong epoch = Epoch) =>
        new(at, JournalKind.RegistryHead, "registry", null, epoch, sequence, []);
}
