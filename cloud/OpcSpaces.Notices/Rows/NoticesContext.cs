using Microsoft.EntityFrameworkCore;
using OpcSpaces.Databases;

namespace OpcSpaces.Notices.Rows;

/// <summary>The one model of both databases. Tables and columns have their names in snake case.</summary>
internal abstract class NoticesContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ChannelRow> Channels => Set<ChannelRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeFileRow> Files => Set<NoticeFileRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChannelRow>(channel =>
        {
            channel.ToTable("channels").HasKey(row => row.Id);
            channel.HasIndex(row => row.Community);
            channel.Property(row => row.Kind).HasConversion<string>();
            channel.Property(row => row.Language).HasConversion<string>();
            channel.Property(row => row.QuietThen).HasConversion<string>();
            channel.Property(row => row.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<NoticeRow>(notice =>
        {
            notice.ToTable("notices").HasKey(row => row.Number);
            notice.Property(row => row.Number).ValueGeneratedOnAdd();
            notice.Property(row => row.Id).IsRequired();
            notice.HasIndex(row => row.Id).IsUnique();
            notice.HasIndex(row => new { row.Community, row.Number });
        });
        modelBuilder.Entity<NoticeFileRow>(file =>
        {
            file.ToTable("notice_files").HasKey(row => new { row.Notice, row.Position });
            file.HasOne<NoticeRow>().WithMany().HasForeignKey(row => row.Notice).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("deliveries").HasKey(row => new { row.Channel, row.Notice });
            delivery.HasIndex(row => new { row.Channel, row.State, row.Notice });
            delivery.HasIndex(row => row.State);
            delivery.HasIndex(row => row.Notice);
            delivery.HasOne<ChannelRow>().WithMany().HasForeignKey(row => row.Channel).OnDelete(DeleteBehavior.Cascade);
            delivery.HasOne<NoticeRow>().WithMany().HasForeignKey(row => row.Notice).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.UseSnakeColumns();
    }
}
