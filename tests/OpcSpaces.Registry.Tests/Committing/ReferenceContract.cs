using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Tests.Databases;
using OpcSpaces.Testing;

namespace OpcSpaces.Registry.Tests.Committing;

/// <summary>What a row refers to is a foreign key of the database, and every edit keeps to it at each of its statements.</summary>
public abstract class ReferenceContract(string? postgres) : IDisposable
{
    private readonly TemporaryDirectory _folder = new("registry");

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Every_reference_is_a_foreign_key_and_the_database_refuses_what_breaks_one()
    {
        using var bench = new RegistryBench(_folder.FullPath, postgres);
        bench.Put(Sample.Rows());
        using var context = bench.Database.Create();
        Assert.Equal(RegistryTables.All.Sum(table => table.Columns.Count(column => column.RefersTo is not null)), context.Model.GetEntityTypes().Sum(type => type.GetForeignKeys().Count()));

        Refused(() => context.Set<Lease>().ExecuteUpdate(set => set.SetProperty(lease => lease.Tenant, "nobody")));
        Refused(() => context.Set<Desk>().ExecuteUpdate(set => set.SetProperty(desk => desk.Zone, "nowhere")));
        Refused(() => context.Set<Tenant>().ExecuteDelete());
        Refused(() => context.Set<CommunityFacts>().ExecuteUpdate(set => set.SetProperty(community => community.District, "nowhere")));

        static void Refused(Action action) => Assert.Contains("foreign key", Assert.ThrowsAny<System.Data.Common.DbException>(action).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_edit_of_many_rows_may_move_what_refers_to_what_it_removes()
    {
        using var bench = new RegistryBench(_folder.FullPath, postgres);
        bench.Put(Sample.Rows());
        var before = bench.Reader.Rows(Sample.Hub).Lines();
        var zone = bench.Reader.Rows(Sample.Hub).Of<Zone>().First();
        var tenant = bench.Reader.Rows(Sample.Hub).Of<Tenant>().First();
        // More rows than one statement takes.
        Desk[] desks = [.. Enumerable.Range(1_000, 1_200).Select(number => new Desk(Sample.Hub, "new", $"desk/{number}", 1, 1, 0, Tags.None))];
        var lease = new Lease(Sample.Hub, "l-new", tenant.Id, LeaseKind.Desks, "new", Tags.Of(["desk/1000"]), new(2030, 1, 1), 6, 0, new(2030, 12, 31));
        Assert.IsType<Committed>(bench.Put([zone with { Id = "new", Outline = null }, .. desks, lease]));

        // The lease moves to a desk of yet another zone, and the zone that it was in goes.
        var edit = new RegistryEdit("eva", "move")
        {
            Put = [zone with { Id = "newer", Outline = null }, new Desk(Sample.Hub, "newer", "desk/1", 1, 1, 0, Tags.None), lease with { Zone = "newer", Places = Tags.Of(["desk/1"]) }],
            Remove = [new("zones", $"{Sample.Hub}/new"), .. desks.Select(desk => new RowName("desks", $"{Sample.Hub}/new/{desk.Id}"))],
        };
        Assert.Equal((3, 2, 1_201, 1), Assert.IsType<Committed>(bench.Store.Commit(edit)) is var moved ? (moved.Version, moved.Added, moved.Removed, moved.Changed) : default);
        Assert.IsType<Committed>(bench.Store.Undo(3, "eva", "back"));
        Assert.IsType<Committed>(bench.Store.Undo(4, "eva", "again"));
        Assert.IsType<Committed>(bench.Store.Commit(new RegistryEdit("eva", "away") { Remove = [new("leases", $"{Sample.Hub}/l-new"), new("desks", $"{Sample.Hub}/newer/desk/1"), new("zones", $"{Sample.Hub}/newer")] }));
        Assert.Equal(before, bench.Reader.Rows(Sample.Hub).Lines());
        Assert.Equal(before, bench.Fold().Rows.Lines());
    }

    [Fact]
    public void A_registry_of_before_foreign_keys_is_upgraded_with_its_rows()
    {
        using var bench = new RegistryBench(_folder.FullPath, postgres);
        var rows = bench.FillFirstVersion();

        Assert.True(bench.Store.Settle());
        Assert.Equal(new RegistryRows(rows).Lines(), bench.Reader.Rows(Sample.Hub).Lines());
        using var upgraded = bench.Database.Create();
        Assert.ThrowsAny<System.Data.Common.DbException>(() => upgraded.Set<Tenant>().ExecuteDelete());
    }
}

public sealed class SqliteReferenceTests() : ReferenceContract(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresReferenceTests(PostgresFixture fixture) : ReferenceContract(fixture.NewDatabase());
