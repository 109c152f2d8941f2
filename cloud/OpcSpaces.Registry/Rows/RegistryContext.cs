using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpcSpaces.Databases;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Registry.Rows;

/// <summary>The one model of both databases, made from <see cref="RegistryTables"/>. Tables and columns have their names in snake case.</summary>
internal abstract class RegistryContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<HeadRow> Heads => Set<HeadRow>();

    public DbSet<ChangeSetRow> ChangeSets => Set<ChangeSetRow>();

    public DbSet<ChangePartRow> ChangeParts => Set<ChangePartRow>();

    public DbSet<ChangedRow> ChangedRows => Set<ChangedRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        foreach (var type in RegistryTables.All.SelectMany(table => table.Columns).Where(IsText).Select(column => Nullable.GetUnderlyingType(column.Type) ?? column.Type).Distinct())
            configurationBuilder.Properties(type).HaveConversion(typeof(TextConverter<>).MakeGenericType(type));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var table in RegistryTables.All) Map(modelBuilder, table);
        modelBuilder.Entity<HeadRow>(head => head.ToTable("registry_head").Property(row => row.Id).ValueGeneratedNever());
        modelBuilder.Entity<ChangeSetRow>(set =>
        {
            set.ToTable("change_sets").HasKey(row => row.Version);
            set.Property(row => row.Version).ValueGeneratedNever();
        });
        modelBuilder.Entity<ChangePartRow>(part =>
        {
            part.ToTable("change_parts").HasKey(row => row.Sequence);
            part.Property(row => row.Sequence).ValueGeneratedNever();
            part.HasIndex(row => row.Version);
        });
        modelBuilder.Entity<ChangedRow>(changed =>
        {
            changed.ToTable("changed_rows").HasKey(row => new { row.Version, row.Number });
            changed.HasIndex(row => new { row.Table, row.Key, row.Version });
            changed.Property(row => row.Table).HasColumnName("table_name");
            changed.Property(row => row.Key).HasColumnName("row_key");
            changed.Property(row => row.Action).HasConversion<string>();
        });
        modelBuilder.UseSnakeColumns();
    }

    private static bool IsText(RegistryColumn column) => column.Type.IsClass ? column.Type != typeof(string) : (Nullable.GetUnderlyingType(column.Type) ?? column.Type).IsEnum;

    private static void Map(ModelBuilder modelBuilder, RegistryTable table)
    {
        var entity = modelBuilder.Entity(table.Record);
        entity.ToTable(table.Name.Replace('-', '_'));
        entity.HasKey([.. table.Keys.Select(key => key.PropertyName)]);
        foreach (var key in table.Keys) entity.Property(key.PropertyName).ValueGeneratedNever();
        foreach (var column in table.Columns) Refer(entity, table, column);
    }

    // An id is one of the row's own community. Nothing is deleted along with what it refers to: whoever removes a row says so of each.
    private static void Refer(EntityTypeBuilder entity, RegistryTable table, RegistryColumn column)
    {
        if (column.RefersTo is not { } target) return;
        string[] names = RegistryTables.Of(target).Keys.Count == 1 ? [column.PropertyName] : [table.Keys[0].PropertyName, column.PropertyName];
        entity.HasOne(target, null).WithMany().HasForeignKey(names).OnDelete(DeleteBehavior.ClientNoAction);
    }
}
