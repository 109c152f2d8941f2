using OpcSpaces.Dashboards.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>Adds the live board over the live projection.</summary>
internal static class LiveHosting
{
    public static IServiceCollection AddLive(this IServiceCollection services, CloudOptions options)
    {
        services.AddSingleton(provider => new DrawnPlan(options.CommunityFile, provider.GetRequiredService<ILogger<DrawnPlan>>()));
        services.AddSingleton<HistoryMeter>();
        services.AddSingleton<ILiveBoard, LiveBoard>();
        return services;
    }
}
