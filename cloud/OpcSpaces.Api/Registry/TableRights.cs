using System.Collections.Frozen;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>Which right reads which table of the registry. A table without one cannot be mapped, so a new table has to say.</summary>
internal static class TableRights
{
    private static readonly FrozenDictionary<Type, Right> Rights = new Dictionary<Right, Type[]>
    {
        [Right.ReadPlaces] =
        [
            typeof(OpeningHours), typeof(CalendarDay), typeof(CommunityArea), typeof(UseCode), typeof(Floor), typeof(Fixture), typeof(Zone), typeof(ZoneArea),
            typeof(Desk), typeof(Room), typeof(OutOfService),
        ],
        [Right.ReadGateways] = [typeof(Gateway), typeof(Point)],
        [Right.ReadTenancy] = [typeof(Tenant), typeof(Absence), typeof(SpaceRequest), typeof(Lease)],
        [Right.ReadAudit] = [typeof(PrivacyAssessment), typeof(InsuredHeads), typeof(Claim), typeof(Invoice), typeof(Payment)],
    }.SelectMany(right => right.Value, (right, record) => (right.Key, record)).ToFrozenDictionary(it => it.record, it => it.Key);

    /// <exception cref="InvalidOperationException">Nobody has said who may read it.</exception>
    public static Right Of(RegistryTable table) => Rights.TryGetValue(table.Record, out var right) ? right : throw new InvalidOperationException($"The table {table.Name} has no right that reads it.");

    /// <summary>The column that holds the tenant whose row it is; null for a table that tenants have no rows of their own in.</summary>
    public static RegistryColumn? TenantOf(RegistryTable table) =>
        table.Record == typeof(Tenant) ? table.Column("id") : table.Columns.FirstOrDefault(column => column.RefersTo == typeof(Tenant));
}
