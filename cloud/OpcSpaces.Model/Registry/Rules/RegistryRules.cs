namespace OpcSpaces.Model.Registry.Rules;

/// <summary>All rules for the rows of one community. Every fault is reported, not only the first.</summary>
public static class RegistryRules
{
    /// <summary>Adds every fault of the rows.</summary>
    /// <param name="rows">All rows of one community, and its district.</param>
    /// <param name="faults">Takes the faults.</param>
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var table in RegistryTables.All) ColumnRules.Check(rows, table, faults);
        CalendarRules.Check(rows, faults);
        DateRules.Check(rows, faults);
        PointRules.Check(rows, faults);
        TenantRules.Check(rows, faults);
        LeaseRules.Check(rows, faults);
        PlanRules.Check(rows, faults);
    }

    /// <summary>Every fault of the rows; of very many, the first ones.</summary>
    public static RegistryFaults Check(RegistryRows rows)
    {
        var faults = new RegistryFaults();
        Check(rows, faults);
        return faults;
    }

    internal static RowCheck At<T>(this RegistryFaults faults, T row)
        where T : class => new(faults, RegistryTables.Of<T>(), row);
}
