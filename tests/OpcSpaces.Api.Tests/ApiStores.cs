using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpcSpaces.Alarms;
using OpcSpaces.Api.Mcp;
using OpcSpaces.Databases;
using OpcSpaces.Registry;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Api.Tests;

/// <summary>The stores that a host with the API has, for hosts of tests.</summary>
internal static class ApiStores
{
    /// <param name="services">Of the host; it has a clock.</param>
    /// <param name="folder">Of the files.</param>
    /// <param name="postgres">A connection string; null for SQLite.</param>
    public static void AddApiStores(this IServiceCollection services, TemporaryDirectory folder, string? postgres = null)
    {
        services.AddSingleton(_ => new Journal(new JournalOptions { Path = folder.File("journal.db") }));
        services.AddRegistry(postgres is null ? new RegistryOptions { Path = folder.File("registry.db") } : new RegistryOptions { Provider = DatabaseProvider.Postgresql, ConnectionString = postgres });
        services.AddSingleton(_ => new WatchedUsageStore(postgres is null ? new SqliteUsageStore(folder.File("usage.db")) : new PostgresUsageStore(postgres)));
        services.AddSingleton(provider => new DeadLetterTable(new DeadLetterOptions { Path = folder.File("dead-letters.db") }, provider.GetRequiredService<ILogger<DeadLetterTable>>()));
        services.AddSingleton<ISeriesStore>(provider => new EmbeddedSeriesStore(new EmbeddedSeriesOptions { Path = folder.File("series.db") }, provider.GetRequiredService<DeadLetterTable>(), TimeProvider.System));
        services.AddAlarmStore(
            postgres is null ? new DatabasePlace { Path = folder.File("alarms.db") } : new DatabasePlace { Provider = DatabaseProvider.Postgresql, ConnectionString = postgres });
        services.AddSingleton(_ => new DeletionLog(folder.File("deletions.db")));
        services.AddSingleton<IDesksNow, TestDesks>();
    }
}
