using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections;

/// <summary>Adds projections to a host that provides a <see cref="Journal"/>.</summary>
public static class ProjectionsHosting
{
    /// <summary>
    /// Adds what runs projections, and <see cref="ProjectionSet"/> with their status. Which projections run is said by
    /// <see cref="AddProjection{T}"/>.
    /// </summary>
    public static IServiceCollection AddProjections(this IServiceCollection services, Action<ProjectionsOptions> configure)
    {
        services.AddOptions<ProjectionsOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProjectionsOptions>, ProjectionsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(SetOf);
        services.AddHostedService<ProjectionService>();
        return services;
    }

    /// <summary>Adds one projection as a singleton. Its dependencies come from the container, or <paramref name="make"/> makes it.</summary>
    public static IServiceCollection AddProjection<T>(this IServiceCollection services, Func<IServiceProvider, T>? make = null)
        where T : class, IProjection
    {
        if (typeof(T) == typeof(IProjection))
            throw new ArgumentException("Add the projection under its own type, not as IProjection.", nameof(make));
        services.AddSingleton(make ?? (provider => ActivatorUtilities.CreateInstance<T>(provider)));
        services.AddSingleton<IProjection>(provider => provider.GetRequiredService<T>());
        return services;
    }

    private static ProjectionSet SetOf(IServiceProvider provider)
    {
        var projections = provider.GetServices<IProjection>().ToList();
        if (projections.GroupBy(projection => projection.Name).FirstOrDefault(named => named.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two projections have the name '{twice.Key}'. Give each its own.");
        return new ProjectionSet(projections.ConvertAll(projection => new ProjectionRunner(
            projection,
            provider.GetRequiredService<Journal>(),
            provider.GetRequiredService<IOptions<ProjectionsOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProjectionRunner>>())));
    }
}
