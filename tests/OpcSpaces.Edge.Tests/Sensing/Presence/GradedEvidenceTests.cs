using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Weak evidence at a place: what it may do, what it may not, and what it learns from.</summary>
public sealed class GradedEvidenceTests
{
    private const int Nobody = 0, Unclear = 1, Somebody = 2;
    private const long WindowMs = 15 * 60_000;

    [Fact]
    public void Alone_it_decides_nothing()
    {
        using var bench = new PlaceBench();
        var air = Air(bench);
        bench.Start();
        Breathe(bench, air, Somebody, minutes: 600);
        Assert.Empty(bench.Words);
    }

    [Fact]
    public void Before_it_has_learned_it_changes_nothing()
    {
        Assert.Equal(Day(Unclear, Unclear, lessons: 0), Day(Somebody, Nobody, lessons: 0));
    }

    [Fact]
    public void It_bridges_a_silence_that_movement_leaves_in_doubt_and_never_lengthens_one_that_it_speaks_against()
    {
        var alone = LongestBridged(0);

        Assert.True(LongestBridged(Math.Log(7)) > alone, $"{LongestBridged(Math.Log(7))} minutes with, {alone} without");
        // With it the stay would not have been shown all the time.
        Assert.Equal(alone, LongestBridged(0.25));
        Assert.True(LongestBridged(-Math.Log(4)) <= alone, $"{LongestBridged(-Math.Log(4))} minutes against, {alone} without");
    }

    [Fact]
    public void When_it_means_nothing_here_it_changes_nothing()
    {
        // The same grade with people and without.
        Assert.Equal(Day(Unclear, Unclear, lessons: 8), Day(Somebody, Somebody, lessons: 8), 1.0);
    }

    [Fact]
    public void It_learns_from_sure_movement_and_from_long_silence_only()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var grade = new SpokenGrade(WindowMs);
        var air = bench.Place.Add(grade);
        bench.Start();
        for (var part = 0; part < 12; part++)
        {
            bench.Move(5);
            air.Take(Somebody, bench.Time.GetUtcNow());
        }

        Assert.True(grade.Lessons[^1] > 0.9, $"{grade.Lessons[^1]}");
        Breathe(bench, air, Somebody, minutes: 20);
        Assert.Null(grade.Lessons[^1]);
        Breathe(bench, air, Nobody, minutes: 100);
        Assert.True(grade.Lessons[^1] < 0.02, $"{grade.Lessons[^1]}");
        // Night teaches nothing for the day.
        Breathe(bench, air, Nobody, minutes: 300);
        Assert.Null(grade.Lessons[^1]);
    }

    [Fact]
    public void It_does_not_take_back_what_another_sensor_sees()
    {
        using var bench = new PlaceBench(EvidenceKind.Power);
        var air = Air(bench);
        bench.Start();
        bench.Set(0, false);
        bench.Minutes(60);
        bench.Set(0, true);
        Breathe(bench, air, Nobody, minutes: 300);
        bench.Set(0, false);
        bench.Minutes(30);
        Assert.Equal(["free 0", "occupied 60", "free 360"], bench.Words);
    }

    [Fact]
    public void A_sensor_that_is_lost_is_silent()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var evidence = Taught(bench, windowMs: 0);
        Assert.True(evidence.LogOdds > 0.5, $"{evidence.LogOdds}");
        evidence.Lose(bench.Time.GetUtcNow());
        Assert.Equal(0, evidence.LogOdds);
    }

    [Fact]
    public void A_window_says_nothing_about_a_silence_that_has_just_begun()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var evidence = Taught(bench, WindowMs);
        Assert.Equal(0, evidence.LogOdds);
        Breathe(bench, evidence, Somebody, minutes: 16);
        Assert.True(evidence.LogOdds > 0.5, $"{evidence.LogOdds}");
        Assert.InRange(evidence.SilenceLogOdds, 0.25, Math.Log(7));
    }

    [Fact]
    public void A_sensor_that_is_lost_does_not_bridge_a_silence()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var evidence = Taught(bench, WindowMs);
        Breathe(bench, evidence, Somebody, minutes: 16);
        Assert.InRange(evidence.SilenceLogOdds, 0.25, Math.Log(7));
        evidence.Lose(bench.Time.GetUtcNow());
        Assert.Equal(0, evidence.SilenceLogOdds);
    }

    [Fact]
    public void Daylight_is_no_evidence_although_people_come_by_day()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var evidence = (GradedEvidence)bench.Place.Add(new LampLight());
        for (var minute = 0; minute < 14 * 24 * 60; minute += 5)
        {
            var isDay = minute / 60 % 24 is >= 8 and < 18;
            evidence.Take(isDay ? 500 : 0, isDay ? 0.95 : 0.02, minute * 60_000L);
            // Nor is the dark, while nobody was ever seen by lamplight.
            Assert.Equal(0, evidence.LogOdds);
        }
    }

    [Fact]
    public void Lamps_that_people_switch_become_evidence_and_so_does_the_dark()
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var evidence = (GradedEvidence)bench.Place.Add(new LampLight());
        var (lit, dark) = (0.0, 0.0);
        for (var minute = 0; minute < 14 * 24 * 60; minute += 2)
        {
            var isDay = minute / 60 % 24 is >= 8 and < 18;
            evidence.Take(isDay ? 300 : 0, isDay ? 0.95 : 0.02, minute * 60_000L);
            if (isDay) lit = evidence.LogOdds;
            else dark = evidence.LogOdds;
        }

        Assert.True(lit > 1 && dark < -1, $"lit {lit}, dark {dark}");
    }

    // Evidence that has proved itself, at a place where somebody moves.
    private static GradedEvidence Taught(PlaceBench bench, long windowMs)
    {
        var evidence = (GradedEvidence)bench.Place.Add(new SpokenGrade(windowMs));
        bench.Start();
        for (var day = 0; day < 8; day++) Teach(bench, evidence);
        bench.Move(30);
        evidence.Take(Somebody, bench.Time.GetUtcNow());
        return evidence;
    }

    // The longest silence, in min, that counts as part of the stay at a new place, when other sensors say so much about it.
    private static int LongestBridged(double logOdds)
    {
        var longest = 0;
        for (var silence = 1; silence < 120; silence++)
        {
            var filter = new MotionFilter(new PresenceConfig(), 1, new LearnedPlace());
            filter.Restart(0);
            var ms = 0L;
            for (; ms < 20 * 60_000; ms += 12_000)
            {
                filter.Set(0, true, ms);
                filter.Set(0, false, ms + 2_000);
            }

            ms += silence * 60_000L;
            filter.Weigh(logOdds, ms);
            filter.Set(0, true, ms);
            if (filter.HasStayed) longest = silence;
        }

        return longest;
    }

    // How many minutes are told occupied in which somebody moves, sits still, and moves again.
    private static double Day(int somebody, int nobody, int lessons, int silence = 22)
    {
        using var bench = new PlaceBench(EvidenceKind.Motion);
        var air = Air(bench);
        bench.Start();
        for (var day = 0; day < lessons; day++) Teach(bench, air, somebody, nobody);
        var from = bench.StartMs + (long)(bench.Minute * 60_000);
        bench.Move(20);
        Breathe(bench, air, somebody, silence);
        bench.Move(10);
        var to = bench.StartMs + (long)(bench.Minute * 60_000);
        return Occupied(bench, from, to);
    }

    private static double Occupied(PlaceBench bench, long fromMs, long toMs)
    {
        var sum = 0L;
        // A reading that is dated back takes the place of what was said since.
        var settled = bench.Readings.Select(reading => (At: reading.TimestampMs, Occupied: !reading.Value.IsNull && reading.Value.Bits == 1)).ToList();
        for (var i = 0; i < settled.Count; i++)
        {
            var until = i + 1 < settled.Count ? settled[i + 1].At : toMs;
            if (settled[i].Occupied) sum += Math.Max(0, Math.Min(toMs, until) - Math.Max(fromMs, settled[i].At));
        }

        return sum / 60_000.0;
    }

    // A stay of three hours and an absence of as many.
    private static void Teach(PlaceBench bench, GradedEvidence air, int somebody = Somebody, int nobody = Nobody)
    {
        for (var part = 0; part < 36; part++)
        {
            bench.Move(1);
            bench.Sit(4, 4);
            air.Take(somebody, bench.Time.GetUtcNow());
        }

        Breathe(bench, air, nobody, minutes: 180);
    }

    private static GradedEvidence Air(PlaceBench bench) => bench.Place.Add(new SpokenGrade(WindowMs));

    private static void Breathe(PlaceBench bench, GradedEvidence air, int grade, int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            if (i % 5 == 0) air.Take(grade, bench.Time.GetUtcNow());
            bench.Minutes(1);
        }

        air.Take(grade, bench.Time.GetUtcNow());
    }
}
