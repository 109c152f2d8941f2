using System.Globalization;
using OpcSpaces.CommunityFolders;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Importing;
using OpcSpaces.Registry.Tests.Databases;
using OpcSpaces.Testing;

namespace OpcSpaces.Registry.Tests.Importing;

/// <summary>A folder is imported whole or not at all, whatever the database.</summary>
public abstract class CommunityImportContract : IDisposable
{
    private readonly TemporaryDirectory _data = new("registry");
    private readonly TemporaryDirectory _folder = new("community");
    private string? _postgres;

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract string? Postgres();

    private RegistryBench Open() => new(_data.FullPath, _postgres ??= Postgres());

    [Fact]
    public void A_folder_is_one_version_and_the_same_folder_again_is_none()
    {
        using var bench = Open();
        Write(new RegistryRows(Sample.Rows()));

        Assert.Equal(new Committed(1, Sample.Rows().Count, 0, 0, IsJournaled: true), Import(bench).Outcome);
        Assert.Equal(new Unchanged(1), Import(bench).Outcome);

        Assert.Equal(new RegistryRows(Sample.Rows()).Lines(), bench.Reader.Rows(Sample.Hub).Lines());
        Assert.Equal(("tom", "import"), (bench.Reader.ChangeSet(1)!.Who, bench.Reader.ChangeSet(1)!.Why));
    }

    [Fact]
    public void What_is_exported_and_imported_again_changes_nothing()
    {
        using var bench = Open();
        bench.Put(Sample.Rows("hub").Concat(Sample.Rows("valley").Skip(1)));
        Write(bench.Reader.Rows("valley"), "valley");

        Assert.Equal(new Unchanged(1), Import(bench).Outcome);
    }

    /// <summary>A folder of before somebody switched them off must not switch them on.</summary>
    [Fact]
    public void A_folder_that_does_not_say_whether_figures_of_desks_are_given_leaves_them_as_they_are()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        Write(bench.Reader.Rows(Sample.Hub));
        bench.Put([bench.Reader.Rows(Sample.Hub).Find<CommunityFacts>(Sample.Hub)! with { DeskFigures = false }]);
        Assert.Equal(new Unchanged(2), Import(bench).Outcome);
        Assert.False(bench.Reader.Rows(Sample.Hub).Find<CommunityFacts>(Sample.Hub)!.DeskFigures);

        // What is exported says it, and says it again where it is imported.
        Write(bench.Reader.Rows(Sample.Hub));
        Assert.Contains("\"deskFigures\": false", File.ReadAllText(_folder.File("community.jsonc")), StringComparison.Ordinal);
        bench.Put([bench.Reader.Rows(Sample.Hub).Find<CommunityFacts>(Sample.Hub)! with { DeskFigures = true }]);
        Assert.IsType<Committed>(Import(bench).Outcome);
        Assert.False(bench.Reader.Rows(Sample.Hub).Find<CommunityFacts>(Sample.Hub)!.DeskFigures);
    }

    [Fact]
    public void Rows_that_are_no_longer_in_a_file_are_removed_and_tables_without_a_file_stay()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        Write(new RegistryRows(Sample.Rows().Where(row => row is not Absence and not Claim)));
        File.Delete(_folder.File("claims.csv"));

        Assert.Equal(new Committed(2, 0, 0, 1, IsJournaled: true), Import(bench).Outcome);
        Assert.Empty(bench.Reader.Rows(Sample.Hub).Of<Absence>());
        Assert.Single(bench.Reader.Rows(Sample.Hub).Of<Claim>());
    }

    [Fact]
    public void Any_fault_leaves_everything_as_it_was()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var before = bench.Reader.Rows(null).Lines();
        var rows = new RegistryRows(Sample.Rows().Where(row => row is not Lease and not Invoice and not Payment));
        rows.Put(new Lease(Sample.Hub, "l-7", "t-1", LeaseKind.Desks, "open-3", Model.Registry.Values.Tags.Of("desk/3"), Sample.Start, 6, 1200));
        rows.Put(new Lease(Sample.Hub, "l-8", "t-1", LeaseKind.Desks, "open-3", Model.Registry.Values.Tags.Of("desk/3"), Sample.Start, 6, 1200));
        Write(rows);
        File.AppendAllText(_folder.File("gateways.csv"), "gw-8,heute,,,\r\n");

        var outcome = Import(bench);

        Assert.Null(outcome.Outcome);
        Assert.Equal(
            [
                "gateways.csv:3: installedOn: \"heute\" – write year-month-day, such as 2026-03-02",
                "leases.csv:3: places: \"desk/3\" – lease l-7 has it 2026-01-01 on: move one of them, or correct the dates",
            ],
            outcome.Faults.Kept.Select(fault => fault.ToString()));
        Assert.Equal(before, bench.Reader.Rows(null).Lines());
        Assert.Equal(1, bench.Reader.Version);
        Assert.Single(bench.Entries());
    }

    [Fact]
    public void A_folder_without_a_table_that_others_need_is_checked_with_the_registry()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        Write(new RegistryRows(Sample.Rows().Where(row => row is not Tenant)));
        foreach (var file in (string[])["absences", "insured-heads", "requests", "claims"]) File.Delete(_folder.File($"{file}.csv"));

        var faults = Import(bench).Faults.Kept.Select(fault => fault.ToString()).ToList();

        Assert.Contains("leases.csv:2: tenant: \"t-1\" – there is no tenant with this id: add it to tenants, or correct the id", faults);
        Assert.Contains("absences hub/t-1/2026-02-14 in the registry: tenant: \"t-1\" – there is no tenant with this id: add it to tenants, or correct the id (the folder has no absences.csv)", faults);
    }

    [Fact]
    public void A_check_reports_the_same_and_changes_nothing()
    {
        using var bench = Open();
        Write(new RegistryRows(Sample.Rows()));

        Assert.Equal(new WouldCommit(Sample.Rows().Count, 0, 0), Import(bench, check: true).Outcome);
        Assert.Equal(0, bench.Reader.Version);
    }

    [Theory]
    [InlineData(98, 3, 0)]
    [InlineData(100, 3, 1)]
    [InlineData(92, 3, 1)]
    [InlineData(100, 5, 0)]
    public void A_declared_area_that_differs_from_its_outline_is_reported_and_no_fault(int declared, int tolerance, int expected)
    {
        using var bench = Open();
        Write(new RegistryRows(Sample.Rows().Select(row => row is ZoneArea area ? area with { SquareMetres = declared } : row)));

        var outcome = Import(bench, tolerance: tolerance);

        Assert.IsType<Committed>(outcome.Outcome);
        Assert.Equal(expected, outcome.Differences.Count);
        if (declared == 100 && expected == 1) Assert.Equal("zone open-3: 100 m² declared (usable, 测绘报告), 96 m² on the plan: +4.2 %", outcome.Differences[0].ToString());
    }

    [Fact]
    public void A_hundred_thousand_rows_are_imported_in_bounded_memory()
    {
        using var bench = Open();
        Write(new RegistryRows(Sample.Rows()));
        using (var file = new StreamWriter(_folder.File("calendar-days.csv")))
        {
            file.WriteLine("date,kind,opens,closes,name");
            for (var i = 0; i < 100_000; i++) file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(1900, 1, 1).AddDays(i):yyyy-MM-dd},holiday,,,day {i}"));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        using (var timer = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 50))
        {
            Assert.Equal(100_000 + Sample.Rows().Count - 2, Assert.IsType<Committed>(Import(bench).Outcome).Added);
        }

        Assert.InRange((peak - before) >> 20, 0, 450);
        Assert.Equal(new Unchanged(1), Import(bench).Outcome);
        Assert.Equal(100_000, bench.Fold().Rows.Of<CalendarDay>().Count());
        Assert.All(bench.Entries(), entry => Assert.InRange(entry.Payload.Length, 1, 128 << 10));
    }

    private ImportOutcome Import(RegistryBench bench, bool check = false, int tolerance = 3) =>
        CommunityImport.FromFolder(bench.Store, _folder.FullPath, "tom", "import", check, tolerance);

    private void Write(RegistryRows rows, string community = Sample.Hub) => CommunityFolderWriter.Write(_folder.FullPath, rows, community);
}

public sealed class SqliteCommunityImportTests : CommunityImportContract
{
    protected override string? Postgres() => null;
}

[Collection(PostgresTests.Name)]
public sealed class PostgresCommunityImportTests(PostgresFixture fixture) : CommunityImportContract
{
    protected override string? Postgres() => fixture.NewDatabase();
}
