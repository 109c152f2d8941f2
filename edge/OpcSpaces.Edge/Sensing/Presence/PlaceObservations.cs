namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>What was seen of a place in the last hours. Times in ms of the place's running clock, in order.</summary>
internal sealed class PlaceObservations
{
    public List<Movement> Movements { get; } = [];

    /// <summary>What all sensors with levels add to the log odds, from a time on.</summary>
    public List<(long AtMs, double LogOdds)> Levels { get; } = [];

    /// <summary>Whether presence is known, from a time on.</summary>
    public List<(long AtMs, bool Known)> Known { get; } = [];

    /// <summary>What sensors with levels add to the log odds at a time.</summary>
    public double LevelAt(long ms)
    {
        var i = Levels.Count - 1;
        while (i >= 0 && Levels[i].AtMs > ms) i--;
        return i < 0 ? 0 : Levels[i].LogOdds;
    }

    /// <summary>The known time of a span within an hour, in s.</summary>
    public double KnownSeconds(HourWindow hour, long fromMs, long toMs)
    {
        if (hour.Within(fromMs, toMs) == 0) return 0;
        var sum = 0L;
        for (var i = 0; i < Known.Count; i++)
        {
            if (Known[i].Known) sum += hour.Within(Math.Max(fromMs, Known[i].AtMs), Math.Min(toMs, i + 1 < Known.Count ? Known[i + 1].AtMs : hour.NowMs));
        }

        return sum / 1000.0;
    }

    /// <summary>Forgets what does not say anything about the time from <paramref name="ms"/> on.</summary>
    public void Forget(long ms)
    {
        var first = 0;
        while (first < Movements.Count - 1 && Movements[first].ToMs < ms && Movements[first + 1].FromMs < ms) first++;
        Movements.RemoveRange(0, first);
        Forget(Levels, it => it.AtMs, ms);
        Forget(Known, it => it.AtMs, ms);
    }

    // The last change before the time still holds after it.
    private static void Forget<T>(List<T> changes, Func<T, long> at, long ms)
    {
        var first = 0;
        while (first < changes.Count - 1 && at(changes[first + 1]) <= ms) first++;
        changes.RemoveRange(0, first);
    }
}
