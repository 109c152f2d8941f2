using Microsoft.EntityFrameworkCore;
using OpcSpaces.Databases;

namespace OpcSpaces.Alarms.Rows;

/// <summary>The one model of both databases. Tables and columns have their names in snake case; kinds stand as words.</summary>
internal abstract class AlarmsContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<AlarmRow> Alarms => Set<AlarmRow>();

    public DbSet<AlarmEventRow> Events => Set<AlarmEventRow>();

    public DbSet<AlarmTimerRow> Timers => Set<AlarmTimerRow>();

    public DbSet<AlarmReaderRow> Readers => Set<AlarmReaderRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AlarmRow>(alarm =>
        {
            alarm.ToTable("alarms").HasKey(row => row.Id);
            alarm.Ignore(row => row.Key);
            alarm.HasIndex(row => new { row.Community, row.RaisedSequence });
        });
        modelBuilder.Entity<AlarmEventRow>(happened =>
        {
            happened.ToTable("alarm_events").HasKey(row => row.Sequence);
            happened.Property(row => row.Sequence).ValueGeneratedNever();
            happened.HasIndex(row => row.AlarmId);
            happened.HasOne<AlarmRow>().WithMany().HasForeignKey(row => row.AlarmId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<AlarmTimerRow>(timer => timer.ToTable("alarm_timers").HasKey(row => new { row.Kind, row.SubjectKind, row.Community, row.Zone, row.Subject }));
        modelBuilder.Entity<AlarmReaderRow>(reader => reader.ToTable("alarm_readers").HasKey(row => row.Name));
        modelBuilder.UseSnakeColumns();
    }
}
