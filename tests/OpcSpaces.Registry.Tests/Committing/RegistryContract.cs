using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Testing;

namespace OpcSpaces.Registry.Tests.Committing;

/// <summary>What a registry does, whatever its database.</summary>
public abstract class RegistryContract : IDisposable
{
    private readonly TemporaryDirectory _folder = new("registry");
    private string? _postgres;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract string? Postgres();

    private RegistryBench Open() => new(_folder.FullPath, _postgres ??= Postgres());

    [Fact]
    public void Every_table_comes_back_as_it_was_put_also_after_a_restart()
    {
        var expected = new RegistryRows(Sample.Rows()).Lines();
        using (var bench = Open())
        {
            Assert.Equal(new Committed(1, expected.Count, 0, 0, IsJournaled: true), bench.Put(Sample.Rows()));
            Assert.Equal(expected, bench.Reader.Rows(Sample.Hub).Lines());
            Assert.All(RegistryTables.All, table => Assert.NotEmpty(bench.Reader.Rows(Sample.Hub).Of(table)));
        }

        using var again = Open();
        Assert.Equal(expected, again.Reader.Rows(null).Lines());
        Assert.Equal(expected, again.Fold().Rows.Lines());
    }

    [Fact]
    public void The_same_again_is_no_version_whatever_its_spelling()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var area = bench.Reader.Rows(Sample.Hub).Of<CommunityArea>().Single();

        Assert.Equal(new Unchanged(1), bench.Put(Sample.Rows()));
        Assert.Equal(new Unchanged(1), bench.Put(area with { SquareMetres = 10_250.500m }));
        Assert.Equal(new Unchanged(1), bench.Put(bench.Reader.Rows(Sample.Hub).Find<Tenant>("hub/t-1")! with { UseCode = "software" }));

        Assert.Equal(1, bench.Reader.Version);
        Assert.Single(bench.Entries());
    }

    [Fact]
    public void A_change_keeps_who_when_why_and_the_former_value()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        bench.Time.Advance(TimeSpan.FromMinutes(90));
        var lease = bench.Reader.Rows(Sample.Hub).Find<Lease>("hub/l-1")!;

        bench.Store.Commit(new RegistryEdit("eva", "new rent") { Put = [lease with { RentPerMonth = 1_350.50m, Address = null, AddressKind = null }] });

        var set = bench.Reader.ChangeSet(2)!;
        Assert.Equal(("eva", "new rent", bench.Time.GetUtcNow()), (set.Who, set.Why, set.At));
        var change = Assert.Single(set.Changes);
        Assert.Equal(
            "leases hub/l-1 address=3-001→ addressKind=deskNumber→ rentPerMonth=1200→1350.5",
            $"{change.Table} {change.Key} {string.Join(' ', change.Fields.Select(field => $"{field.Key}={field.Value.Former}→{field.Value.New}"))}");
        Assert.Equal([2, 1], bench.Reader.Log("l-1", null, 10).Select(entry => entry.Version));
        Assert.Equal([2, 1], bench.Reader.Log("hub/l-1", null, 10).Select(entry => entry.Version));
        Assert.Equal([1L], bench.Reader.Log("t-1", null, 10).Select(entry => entry.Version));
        Assert.Equal([2L], bench.Reader.Log(null, bench.Time.GetUtcNow(), 10).Select(entry => entry.Version));
        Assert.Empty(bench.Reader.Log("l-", null, 10));
    }

    [Fact]
    public void A_version_that_breaks_rules_changes_nothing_and_names_every_fault()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var lease = bench.Reader.Rows(Sample.Hub).Find<Lease>("hub/l-1")!;

        var outcome = bench.Put(lease with { Id = "l-2", Tenant = "t-9", To = new(2025, 1, 1) }, Sample.Tenant("t-2") with { Uscc = "9144", HeadCount = 11 });

        var faults = Assert.IsType<Refused>(outcome).Faults.Kept;
        Assert.Equal(
            ["leases hub/l-2 tenant", "leases hub/l-2 to", "tenants hub/t-2 headCount", "tenants hub/t-2 uscc"],
            faults.Select(fault => $"{fault.Table} {fault.Key} {fault.Field}").Order(StringComparer.Ordinal));
        Assert.Equal(1, bench.Reader.Version);
        Assert.Equal(new RegistryRows(Sample.Rows()).Lines(), bench.Reader.Rows(null).Lines());
    }

    [Fact]
    public void Two_communities_with_equal_ids_never_share_a_row()
    {
        using var bench = Open();
        bench.Put(Sample.Rows("hub").Concat(Sample.Rows("valley").Skip(1)));

        var outcome = bench.Store.Commit(new RegistryEdit("eva", "end") { Put = [Sample.Tenant("t-1", "乙", "valley") with { Uscc = "91440300MA5FTQ0Y23" }] });

        Assert.IsType<Committed>(outcome);
        Assert.Equal("光合智能", bench.Reader.Rows("hub").Find<Tenant>("hub/t-1")!.Name);
        Assert.Equal("乙", bench.Reader.Rows("valley").Find<Tenant>("valley/t-1")!.Name);
        Assert.Null(bench.Reader.Rows("valley").Find<Tenant>("hub/t-1"));
        Assert.Equal(["hub", "valley"], bench.Reader.Communities);
    }

    [Fact]
    public void An_editor_who_saw_an_older_row_gets_a_conflict_that_names_the_other()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var tenant = bench.Reader.Rows(Sample.Hub).Find<Tenant>("hub/t-1")!;
        bench.Store.Commit(new RegistryEdit("eva", "grown") { Put = [tenant with { HeadCount = 4 }], BasedOn = 1 });

        var late = bench.Store.Commit(new RegistryEdit("tom", "renamed") { Put = [tenant with { Name = "光合" }], BasedOn = 1 });
        var elsewhere = bench.Store.Commit(new RegistryEdit("tom", "another row") { Put = [Sample.Tenant("t-2")], BasedOn = 1 });

        var conflict = Assert.Single(Assert.IsType<Conflicting>(late).Conflicts);
        Assert.Equal("tenants hub/t-1 (headCount) was changed by eva on 2026-03-02 01:00 UTC, version 2: grown", conflict.ToString());
        Assert.Equal(3, Assert.IsType<Committed>(elsewhere).Version);
        Assert.Equal(4, bench.Reader.Rows(Sample.Hub).Find<Tenant>("hub/t-1")!.HeadCount);
    }

    [Fact]
    public void Two_edits_at_the_same_time_become_two_versions_one_after_the_other()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());

        Parallel.For(0, 8, i => Assert.IsType<Committed>(bench.Put(Sample.Tenant($"t-{i + 10}"))));

        Assert.Equal(9, bench.Reader.Version);
        Assert.Equal(9, bench.Fold().Version);
        Assert.Equal(9, bench.Reader.Rows(Sample.Hub).Of<Tenant>().Count());
    }

    [Fact]
    public void An_undo_is_a_new_version_with_the_former_values()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var before = bench.Reader.Rows(null).Lines();
        var lease = bench.Reader.Rows(Sample.Hub).Find<Lease>("hub/l-1")!;
        bench.Store.Commit(new RegistryEdit("eva", "move") { Put = [lease with { RentPerMonth = 1 }, Sample.Tenant("t-2")], Remove = [new("absences", "hub/t-1/2026-02-14")] });

        var outcome = bench.Store.Undo(2, "tom", "a mistake");

        Assert.Equal(new Committed(3, 1, 1, 1, IsJournaled: true), outcome);
        Assert.Equal(before, bench.Reader.Rows(null).Lines());
        Assert.Equal(2, bench.Reader.ChangeSet(3)!.Undoes);
        Assert.Equal((2L, 3L), (bench.Reader.Log(null, null, 1)[0].Undoes, bench.Fold().Version));
    }

    [Fact]
    public void An_undo_is_refused_where_a_later_version_touched_the_same_fields()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        var tenant = bench.Reader.Rows(Sample.Hub).Find<Tenant>("hub/t-1")!;
        bench.Put(tenant with { Name = "光合" });
        bench.Put(tenant with { Name = "光合", HeadCount = 4 });

        Assert.IsType<Committed>(bench.Store.Undo(2, "tom", "other fields were touched"));
        var outcome = bench.Store.Undo(2, "tom", "again");

        var conflict = Assert.Single(Assert.IsType<Conflicting>(outcome).Conflicts);
        Assert.Equal((4L, "tom"), (conflict.Version, conflict.Who));
        Assert.Equal(4, bench.Reader.Rows(Sample.Hub).Find<Tenant>("hub/t-1")!.HeadCount);
        Assert.IsType<NothingToUndo>(bench.Store.Undo(99, "tom", "nothing there"));
    }

    [Fact]
    public void An_undo_that_would_break_a_rule_is_refused_with_the_rule()
    {
        using var bench = Open();
        bench.Put(Sample.Rows());
        bench.Put(Sample.Tenant("t-2"));
        bench.Put(new Absence(Sample.Hub, "t-2", new(2026, 5, 1), new(2026, 5, 3)));

        var fault = Assert.Single(Assert.IsType<Refused>(bench.Store.Undo(2, "tom", "not here")).Faults.Kept);

        Assert.Equal(("absences", "tenant"), (fault.Table, fault.Field));
    }

    [Fact]
    public void A_replacement_of_tables_removes_what_it_does_not_have_and_leaves_other_tables_and_communities()
    {
        using var bench = Open();
        bench.Put(Sample.Rows("hub").Concat(Sample.Rows("valley").Skip(1)));
        var before = bench.Reader.Rows(null);

        var outcome = bench.Store.Commit(new RegistryEdit("eva", "import")
        {
            Put = [.. before.Of<Desk>().Where(desk => desk.Community == "hub" && desk.Id != "desk/3")],
            Replace = new("hub", new HashSet<string> { "desks", "absences" }),
        });

        Assert.Equal(new Committed(2, 0, 0, 2, IsJournaled: true), outcome);
        var after = bench.Reader.Rows(null);
        Assert.Equal(["desk/1", "desk/2", "desk/4"], after.Of<Desk>().Where(desk => desk.Community == "hub").Select(desk => desk.Id));
        Assert.Equal(4, after.Of<Desk>().Count(desk => desk.Community == "valley"));
        Assert.Equal(["valley"], after.Of<Absence>().Select(absence => absence.Community));
    }

    [Theory]
    [InlineData("", "why")]
    [InlineData("eva", " ")]
    [InlineData("eva\u001b", "why")]
    public void A_change_without_who_or_why_is_refused(string who, string why)
    {
        using var bench = Open();
        Assert.IsType<Refused>(bench.Store.Commit(new RegistryEdit(who, why) { Put = [new District("a", "甲")] }));
        Assert.Empty(bench.Entries());
    }

    [Fact]
    public void A_check_finds_the_same_and_changes_nothing()
    {
        using var bench = Open();

        var outcome = bench.Store.Commit(new RegistryEdit("eva", "check") { Put = Sample.Rows(), CheckOnly = true });

        Assert.Equal(new WouldCommit(Sample.Rows().Count, 0, 0), outcome);
        Assert.Equal(0, bench.Reader.Version);
    }

    [Fact]
    public void Another_journal_gets_every_version_from_the_first_on_also_of_one_that_was_restored()
    {
        using (var bench = Open())
        {
            bench.Put(Sample.Rows());
            File.Copy(_folder.File("journal.db"), _folder.File("backup.db"));
            if (File.Exists(_folder.File("journal.db-wal"))) File.Copy(_folder.File("journal.db-wal"), _folder.File("backup.db-wal"));
            bench.Put(Sample.Tenant("t-2"));
        }

        foreach (var journal in (string[])["backup.db", "new.db"])
        {
            foreach (var rest in Directory.GetFiles(_folder.FullPath, "journal.db*")) File.Delete(rest);
            foreach (var file in Directory.GetFiles(_folder.FullPath, $"{journal}*")) File.Copy(file, file.Replace(journal, "journal.db", StringComparison.Ordinal));
            using var other = Open();
            other.Store.Settle();
            Assert.Equal([1, 2], other.Entries().Select(entry => (int)entry.Sequence));
            Assert.Equal(2, other.Fold().Version);
            Assert.Equal(other.Reader.Rows(null).Lines(), other.Fold().Rows.Lines());
        }
    }

    [Fact]
    public void Every_version_of_the_journal_is_the_registry_as_it_was_then()
    {
        var seed = Seed.Take(nameof(RegistryContract));
        seed.Run(() =>
        {
            using var bench = Open();
            bench.Put(Sample.Rows());
            var states = new List<IReadOnlyList<string>> { Array.Empty<string>(), bench.Reader.Rows(null).Lines() };
            var random = seed.CreateRandom();
            for (var i = 0; i < 40; i++)
            {
                if (RandomEdit.Of(bench, random) is Committed) states.Add(bench.Reader.Rows(null).Lines());
            }

            Assert.Equal(states.Count - 1, bench.Reader.Version);
            for (var version = 0; version < states.Count; version++) Assert.Equal(states[version], bench.Fold(version).Rows.Lines());
        });
    }
}
