using Microsoft.EntityFrameworkCore;
using OpcSpaces.Alarms.Rows;

namespace OpcSpaces.Alarms.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void No_change_of_the_model_is_without_its_migration()
    {
        using AlarmsContext sqlite = new SqliteAlarmsContext.Factory().CreateDbContext([]), server = new PostgresAlarmsContext.Factory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Alarms NAME");
        Assert.False(server.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Alarms NAME");
    }
}
