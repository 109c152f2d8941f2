using System.Globalization;

namespace OpcSpaces.EndToEnd.Tests.Faults.Killing;

/// <summary>
/// Kills parts in random order at random moments and starts each again after a random pause, some while others are down. Fails
/// when a part ends by itself.
/// </summary>
internal sealed class Chaos(IReadOnlyList<Victim> victims, Random random, ChaosOptions options)
{
    private readonly List<string> _story = [];

    /// <summary>Kills that came while another part was down.</summary>
    public int Overlapping { get; private set; }

    /// <summary>What was done, kill by kill.</summary>
    public IReadOnlyList<string> Story => _story;

    /// <summary>Returns when all kills are done and every part has been started again (it need not be ready).</summary>
    public async Task RunAsync()
    {
        // By time: what is to start again, and when. One loop does it all, so that no part is touched by two threads.
        var starts = new PriorityQueue<Victim, long>();
        var nextKill = Now() + Pause();
        for (var kills = 0; kills < options.Kills || starts.Count > 0;)
        {
            ThrowIfOneDied();
            var isStart = starts.TryPeek(out _, out var startAt) && (kills == options.Kills || startAt <= nextKill);
            await UntilAsync(isStart ? startAt : nextKill);
            if (isStart)
            {
                starts.Dequeue().Start();
                continue;
            }

            if (Kill() is { } killed)
            {
                kills++;
                starts.Enqueue(killed, Now() + random.Next(options.DownMs.Least, options.DownMs.Most));
            }

            nextKill = Now() + Pause();
        }
    }

    private static long Now() => Environment.TickCount64;

    private static Task UntilAsync(long time) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, time - Now())), TimeProvider.System);

    private int Pause() => random.NextDouble() < options.Together
        ? random.Next(0, 100)
        : random.Next(options.PauseMs.Least, options.PauseMs.Most);

    private Victim? Kill()
    {
        var up = victims.Where(victim => !victim.IsDown).ToList();
        if (up.Count == 0) return null;
        var down = victims.Count - up.Count;
        var kinds = up.GroupBy(part => part.Kind).ToList();
        var kind = kinds[random.Next(kinds.Count)].ToList();
        var victim = kind[random.Next(kind.Count)];
        victim.Kill();
        if (down > 0) Overlapping++;
        _story.Add(string.Create(CultureInfo.InvariantCulture, $"{victim.Name}{(down > 0 ? $" (with {down} down)" : "")}"));
        return victim;
    }

    private void ThrowIfOneDied()
    {
        if (victims.FirstOrDefault(victim => victim.DiedByItself) is { } dead)
            Assert.Fail($"{dead.Name} ended by itself after {_story.Count} kills; its output:\n{dead.Log}");
    }
}
