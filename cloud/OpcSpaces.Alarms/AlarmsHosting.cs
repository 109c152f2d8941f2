using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Databases;

namespace OpcSpaces.Alarms;

/// <summary>Adds alarms to a host that has a <see cref="TimeProvider"/>.</summary>
public static class AlarmsHosting
{
    /// <summary>The stored alarms, for who reads and acknowledges them.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="place">Where they are kept.</param>
    public static IServiceCollection AddAlarmStore(this IServiceCollection services, DatabasePlace place)
    {
        services.AddSingleton(provider => new AlarmsDatabase(place, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AlarmStore>();
        services.AddSingleton<AlarmHealth>();
        return services;
    }

    /// <summary>The judgements, in a host that also has an <see cref="IAlarmSightReader"/>.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="options">Complete and checked.</param>
    public static IServiceCollection AddAlarmEngine(this IServiceCollection services, AlarmOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AlarmEngine>();
        services.AddHostedService(provider => provider.GetRequiredService<AlarmEngine>());
        return services;
    }
}
