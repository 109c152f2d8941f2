using Microsoft.EntityFrameworkCore;
using OpcSpaces.Notices.Rows;

namespace OpcSpaces.Notices.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void No_change_of_the_model_is_without_its_migration()
    {
        using NoticesContext sqlite = new SqliteNoticesContext.Factory().CreateDbContext([]), server = new PostgresNoticesContext.Factory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Notices NAME");
        Assert.False(server.Database.HasPendingModelChanges(), "run cloud/OpcSpaces.Databases/migrate Notices NAME");
    }
}
