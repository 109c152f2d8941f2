using OpcSpaces.Api.Mcp;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Live;

/// <summary>Adds the live board over the live projection.</summary>
internal static class LiveHosting
{
    public static IServiceCollection AddLive(this IServiceCollection services, CloudOptions options)
    {
        services.AddSingleton<RegistryPlans>();
        services.AddSingleton(provider => new DrawnPlan(
            options.CommunityFiles, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DrawnPlan>>(), () => provider.GetRequiredService<RegistryPlans>().Current));
        services.AddSingleton<LiveSight>();
        services.AddSingleton<ILiveSight>(provider => provider.GetRequiredService<LiveSight>());
        services.AddSingleton<IDesksNow, DesksNow>();
        services.AddSingleton<HistoryMeter>();
        services.AddSingleton<ILiveBoard>(provider => new LiveBoard(
            provider.GetRequiredService<LiveState>(), provider.GetRequiredService<DrawnPlan>(), provider.GetRequiredService<HistoryMeter>(),
            () =>
            [
                .. TroubleReader.Read(
                    provider.GetRequiredService<IngestHealth>(), provider.GetRequiredService<SuspicionBoard>().Current,
                    provider.GetRequiredService<ISeriesStore>().Status, provider.GetRequiredService<ProjectionSet>().Status,
                    provider.GetRequiredService<RegistryHealth>().Away, options),
                .. provider.GetRequiredService<DrawnPlan>().Troubles,
            ],
            provider.GetRequiredService<ICommunities>().GivesDesks,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
