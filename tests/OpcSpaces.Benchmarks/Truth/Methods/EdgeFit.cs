using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>
/// Fits the few parameters that differ from room to room, one after the other, to the number of wrong minutes: settled ones, and
/// live ones with less weight, because a live state cannot wait. Leaving the defaults has a penalty per octave, so that a recording
/// with only one stay does not outweigh them.
/// </summary>
internal static class EdgeFit
{
    private const double PricePerSquareOctave = 1.5;
    private const double WeightOfLive = 0.3;
    private const int Rounds = 2;
    private static readonly double[] Steps = [-1, -0.5, 0.5, 1];

    private static readonly (Func<PresenceConfig, double> Get, Func<PresenceConfig, double, PresenceConfig> Set)[] Parameters =
    [
        (config => config.StillSeconds, (config, value) => config with { StillSeconds = value }),
        (config => config.StillBoutSeconds, (config, value) => config with { StillBoutSeconds = value }),
        (config => config.MovingSeconds, (config, value) => config with { MovingSeconds = value }),
        (config => config.AbsenceMinutes, (config, value) => config with { AbsenceMinutes = value }),
    ];

    public static PresenceConfig Fit(PresenceConfig start, RecordedRoom room)
    {
        var (best, bestPrice) = (start, Price(start, start, room));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (get, set) in Parameters)
            {
                var center = best;
                foreach (var step in Steps)
                {
                    var config = set(center, get(center) * Math.Pow(2, step));
                    var price = Price(config, start, room);
                    if (price < bestPrice) (best, bestPrice) = (config, price);
                }
            }
        }

        return best;
    }

    private static double Price(PresenceConfig config, PresenceConfig start, RecordedRoom room)
    {
        var scores = TruthScores.Of(room, new EdgeEstimator(config).Report);
        var octaves = Parameters.Sum(parameter => Math.Pow(Math.Log2(parameter.Get(config) / parameter.Get(start)), 2));
        return (WeightOfLive * (100 - scores.Live.F1)) + (100 - scores.Settled.F1) + (PricePerSquareOctave * octaves);
    }
}
