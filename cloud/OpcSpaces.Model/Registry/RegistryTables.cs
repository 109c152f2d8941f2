using System.Collections.Frozen;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry;

/// <summary>All tables of the registry, so that what a row refers to comes before it.</summary>
public static class RegistryTables
{
    public static IReadOnlyList<RegistryTable> All { get; } =
    [
        .. ((Type[])
        [
            typeof(District), typeof(CommunityFacts), typeof(OpeningHours), typeof(CalendarDay), typeof(CommunityArea), typeof(PrivacyAssessment), typeof(UseCode),
            typeof(Floor), typeof(Fixture), typeof(Zone), typeof(ZoneArea), typeof(Desk), typeof(Room), typeof(OutOfService), typeof(Gateway), typeof(Point),
            typeof(Tenant), typeof(Absence), typeof(InsuredHeads), typeof(SpaceRequest), typeof(Lease), typeof(Claim), typeof(Invoice), typeof(Payment),
        ]).Select(record => new RegistryTable(record)),
    ];

    private static readonly FrozenDictionary<string, RegistryTable> ByName = All.ToFrozenDictionary(table => table.Name);
    private static readonly FrozenDictionary<Type, RegistryTable> ByRecord = All.ToFrozenDictionary(table => table.Record);

    /// <summary>The tables that belong to one community, without that of communities itself.</summary>
    public static IEnumerable<RegistryTable> OfCommunity => All.Where(table => table.Record != typeof(District) && table.Record != typeof(CommunityFacts));

    public static RegistryTable Of<T>() => ByRecord[typeof(T)];

    public static RegistryTable Of(Type record) => ByRecord[record];

    /// <summary>Null for a name that no table has.</summary>
    public static RegistryTable? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The community that a row belongs to; null for a district.</summary>
    public static string? CommunityOf(RegistryTable table, string key) =>
        table.Record == typeof(District) ? null : key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? key[..slash] : key;
}
