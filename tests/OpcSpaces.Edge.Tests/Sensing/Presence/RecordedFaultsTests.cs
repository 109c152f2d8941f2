using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.Edge.Testing.Truth;
using OpcSpaces.Testing;
using static OpcSpaces.Edge.Tests.Sensing.Presence.PlayedFault;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>
/// The recordings in <c>firmware-sim/recordings/presence</c>, each with one situation in which an estimator can go wrong, played through
/// the agent's own sensors with its defaults. Their README says what happens in each, and what is right.
/// </summary>
public sealed class RecordedFaultsTests
{
    [Fact]
    public void Passers_by_make_a_desk_occupied_for_at_most_their_pulses()
    {
        var fault = Of("1-passers-by");

        Assert.True(SecondsOf(fault.Stays.Settled) <= SecondsOf(fault.Room.RuleActivity()), Words(fault.Stays.Settled));
        Assert.Equal(12 * 5, SecondsOf(fault.Room.RuleActivity()));
    }

    [Theory]
    [InlineData("2-short-absences", 3)]
    [InlineData("2b-nine-minutes-away", 1)]
    public void Somebody_who_was_lively_and_then_away_is_away(string name, int absences)
    {
        var fault = Of(name);

        // From each stay to the next.
        var stays = fault.Room.Occupied().ToList();
        var away = stays.Zip(stays.Skip(1), (stay, next) => new Span(stay.ToMs, next.FromMs)).ToList();
        Assert.Equal(absences, away.Count);
        Assert.Equal(0, MinuteScorer.Score(away, [], fault.Stays.Settled).FalseAlarms);
        Assert.True(fault.Settled.F1 >= 95, $"F1 {fault.Settled.F1:0.0}: {Words(fault.Stays.Settled)}");
    }

    [Fact]
    public void A_detector_that_is_held_high_is_believed_for_four_hours_and_never_doubted_backwards()
    {
        var fault = Of("3-held-high");

        var (sure, doubtful) = (Between("08:10:00", "12:10:00"), Between("12:10:00", "12:20:00"));
        // The rise is known after the debounce time, and is dated back to the edge.
        Assert.Equal(4 * 3600, SecondsWithin(fault.Stays.Settled, sure));
        Assert.Equal(4 * 3600, SecondsWithin(fault.Stays.Live, sure), 1.0);
        Assert.Equal(10 * 60, SecondsWithin([.. fault.Stays.Settled, .. fault.Stays.Unknown], doubtful));
        Assert.DoesNotContain(fault.Readings, reading => reading.MadeMs >= sure.FromMs && reading.DatedMs < sure.ToMs && reading.Occupied != true);
    }

    [Fact]
    public void Of_somebody_who_sits_still_each_hour_says_how_sure_it_is()
    {
        var scores = WithQuietHoursAfter("4-still-sitter").HourScores;

        Assert.Equal((0, 0), (scores.Skipped, scores.Missing));
        Assert.Equal([3600, 3600, 81], scores.Hours.Select(hour => hour.TrueSeconds));
        Assert.All(scores.Hours, hour => Assert.True(hour.IsCovered, $"{hour}"));
    }

    [Fact]
    public void Between_people_who_stir_a_little_more_and_a_little_less_often_is_no_cliff()
    {
        var expected = ((int[])[8, 10, 12, 14, 16, 20]).Select(minutes => WithQuietHoursAfter(StillSitter.Room(minutes)).HourScores.Hours.Take(2).Select(hour => hour.ExpectedSeconds).ToList()).ToList();

        Assert.All(expected, hours => Assert.Equal(2, hours.Count));
        Assert.All(expected.Zip(expected.Skip(1)), pair => Assert.All(
            pair.First.Zip(pair.Second), hour => Assert.True(Math.Abs(hour.First - hour.Second) <= 1200, string.Join("; ", expected.Select(hours => string.Join(", ", hours))))));
    }

    [Fact]
    public void The_generated_still_sitter_is_the_recorded_one()
    {
        var recorded = RecordedRoomReader.ReadFile(RecordedFaultFiles.FullPath("4-still-sitter"));
        var generated = StillSitter.Room(15);

        Assert.Equal(recorded.RuleActivity(), generated.RuleActivity());
        Assert.Equal(recorded.Occupied(), generated.Occupied());
    }

    [Fact]
    public void Bursts_at_night_make_a_room_occupied_for_at_most_the_bursts()
    {
        var fault = Of("5-night-bursts");

        // Three pulses within 105 s.
        Span[] bursts = [.. Enumerable.Range(0, 5).Select(burst => At("09:00:00") + (burst * 900_000L)).Select(from => new Span(from, from + 105_000))];
        Assert.All(fault.Room.RuleActivity(), pulse => Assert.Contains(bursts, burst => burst.Within(pulse) == pulse));
        Assert.All(fault.Stays.Settled, stay => Assert.True(Array.Exists(bursts, burst => burst.Within(stay) == stay), Words(fault.Stays.Settled)));
    }

    [Fact]
    public void A_stay_ends_when_the_door_moves_and_not_when_the_screen_falls_asleep()
    {
        var fault = Of("6-plug-sleeps-later");

        Assert.Equal(147 * 60, SecondsWithin(fault.Stays.Settled, Between("09:02:00", "11:29:00")));
        Assert.InRange(fault.Stays.Settled[^1].ToMs, At("11:29:00"), At("11:31:00"));
        Assert.Equal(0, SecondsWithin(fault.Stays.Settled, Between("11:31:00", "13:00:00")));
    }

    [Fact]
    public void One_pulse_in_an_empty_room_is_shown_for_less_than_a_minute()
    {
        var fault = Of("7-one-pulse");

        Assert.True(SecondsOf(fault.Stays.Live) < 60, Words(fault.Stays.Live));
        Assert.True(SecondsOf(fault.Stays.Settled) <= 5, Words(fault.Stays.Settled));
    }

    private static double SecondsOf(IEnumerable<Span> spans) => spans.Sum(span => span.Minutes * 60);

    private static string Words(IEnumerable<Span> spans) =>
        string.Join(", ", spans.Select(span => FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(span.FromMs):HH:mm:ss} to {DateTimeOffset.FromUnixTimeMilliseconds(span.ToMs):HH:mm:ss}")));
}
