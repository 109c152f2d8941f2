using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>Bursts of movement that are no presence, at random times within some hours of the day.</summary>
/// <param name="Kind">What moves.</param>
/// <param name="FromHour">When it begins, in hours of the local day from 0 to 24.</param>
/// <param name="ToHour">When it ends; when this is before <paramref name="FromHour"/>, the hours cross midnight.</param>
public sealed record Disturbance(DisturbanceKind Kind, double FromHour, double ToHour)
{
    private const double SecondsOfHour = 3_600;

    // A day is simulated alone, so nothing lasts beyond its end.
    private const double LastSecond = 86_390;

    // The end of one burst and the begin of the next are not at the same millisecond.
    private const double Pause = 0.01;

    /// <summary>Mean number of bursts in an hour; the cleaners come once a day instead.</summary>
    public double PerHour { get; init; } = 6;

    /// <summary>Mean length of a burst, in s.</summary>
    public double Seconds { get; init; } = 4;

    /// <summary>Mean time between two movements of a burst, in s.</summary>
    public double EverySeconds { get; init; } = 2;

    /// <summary>The figures of a kind where a description gives none (estimates).</summary>
    public static Disturbance Of(DisturbanceKind kind, double fromHour, double toHour)
    {
        var (perHour, seconds, every) = kind switch
        {
            DisturbanceKind.Passers => (6.0, 4.0, 2.0),
            DisturbanceKind.Heating => (4, 40, 15),
            DisturbanceKind.Sun => (3, 60, 20),
            DisturbanceKind.Pets => (2, 60, 5),
            _ => (0, 180, 4),
        };
        return new Disturbance(kind, fromHour, toHour) { PerHour = perHour, Seconds = seconds, EverySeconds = every };
    }

    /// <summary>The bursts of a day, in seconds of the local day, in order. They do not overlap: the time to the next one begins with the end of the last.</summary>
    internal IEnumerable<(double From, double To)> DrawDay(DayKind day, SeededRandom random)
    {
        if (Kind is DisturbanceKind.Passers or DisturbanceKind.Cleaners && day != DayKind.Workday)
            yield break;
        foreach (var (from, to) in Hours())
        {
            if (Kind == DisturbanceKind.Cleaners)
            {
                yield return Burst(random.Between(from, to), random);
                continue;
            }

            var ended = from;
            for (var begins = Next(from, random); begins < Math.Min(to, LastSecond - 1); begins = Next(ended, random))
            {
                var burst = Burst(begins, random);
                ended = burst.To;
                yield return burst;
            }
        }
    }

    private double Next(double after, SeededRandom random) => after + Pause + random.Exponential(SecondsOfHour / PerHour);

    private (double From, double To) Burst(double from, SeededRandom random)
    {
        from = Math.Min(from, LastSecond - 1);
        return (from, Math.Min(LastSecond, from + random.Exponential(Seconds)));
    }

    // The two parts of hours over midnight belong to the same date. The cleaners' round is in the longer part only.
    private IEnumerable<(double From, double To)> Hours()
    {
        if (FromHour < ToHour) return [(FromHour * SecondsOfHour, ToHour * SecondsOfHour)];
        (double From, double To)[] parts = [(0, ToHour * SecondsOfHour), (FromHour * SecondsOfHour, 24 * SecondsOfHour)];
        return Kind == DisturbanceKind.Cleaners ? [parts.MaxBy(part => part.To - part.From)] : parts.Where(part => part.To > part.From);
    }
}
