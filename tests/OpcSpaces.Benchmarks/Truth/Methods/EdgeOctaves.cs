using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>The estimator with each parameter in turn at half and at twice its default: how much depends on them.</summary>
internal static class EdgeOctaves
{
    private static readonly Func<PresenceConfig, double, PresenceConfig>[] Parameters =
    [
        (config, factor) => config with { MovingSeconds = config.MovingSeconds * factor },
        (config, factor) => config with { StillSeconds = config.StillSeconds * factor },
        (config, factor) => config with { FalseTriggerHours = config.FalseTriggerHours * factor },
        (config, factor) => config with { AbsenceMinutes = config.AbsenceMinutes * factor },
        (config, factor) => config with { MovingMinutesPerStay = config.MovingMinutesPerStay * factor },
        (config, factor) => config with { MovingBoutSeconds = config.MovingBoutSeconds * factor },
        (config, factor) => config with { StillBoutSeconds = config.StillBoutSeconds * factor },
        (config, factor) => config with { DeafSeconds = config.DeafSeconds * factor },
    ];

    public static IEnumerable<EdgeEstimator> Of(PresenceConfig config) =>
        from parameter in Parameters
        from factor in (double[])[0.5, 2]
        select new EdgeEstimator(parameter(config, factor));
}
