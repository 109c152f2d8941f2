namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>The numbers that are given once in a country, such as those of firms and invoices: each community has a series of its own.</summary>
internal static class SeedSeries
{
    /// <summary>So many communities with seeds in a row have different series.</summary>
    public const int Count = 20;

    /// <summary>The series of a community, 0 to 19.</summary>
    public static int Of(int seed) => (((seed - 1) % Count) + Count) % Count;
}
