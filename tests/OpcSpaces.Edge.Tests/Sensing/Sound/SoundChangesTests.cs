using OpcSpaces.Edge.Sensing.Sound;

namespace OpcSpaces.Edge.Tests.Sensing.Sound;

/// <summary>The grades of a sound level: how much it changes, and not how high it is.</summary>
public sealed class SoundChangesTests
{
    private const int EverySeconds = 5, SpanSeconds = 900;

    [Theory]
    [InlineData(35)]
    [InlineData(52)] // strong ventilation
    public void A_steady_level_is_the_lowest_grade_however_high_it_is(double decibels) => Assert.Equal(0, GradeOf(second => decibels + (0.3 * (second % 2))));

    [Fact]
    public void Steps_and_typing_are_a_middle_grade_and_speech_is_the_highest()
    {
        var typing = GradeOf(second => second / EverySeconds % 4 == 0 ? 41 : 36);
        var speech = GradeOf(second => second / EverySeconds % 3 == 0 ? 36 : 56);
        Assert.Equal((2, 3), (typing, speech));
    }

    [Fact]
    public void One_door_that_slams_within_a_quarter_of_an_hour_is_no_change() => Assert.Equal(0, GradeOf(second => second == 100 ? 75 : 36));

    [Fact]
    public void Reads_that_are_too_few_or_were_lost_say_nothing()
    {
        var sound = new SoundChanges();
        for (var second = 0; second <= SpanSeconds; second += 90) sound.Take(40 + second, null, second * 1000L);
        Assert.Null(sound.Grade);

        sound = new SoundChanges();
        Play(sound, _ => 40);
        Assert.Equal(0, sound.Grade);
        sound.Lose();
        Assert.Null(sound.Grade);
    }

    private static int? GradeOf(Func<int, double> decibels)
    {
        var sound = new SoundChanges();
        Play(sound, decibels);
        return sound.Grade;
    }

    private static void Play(SoundChanges sound, Func<int, double> decibels)
    {
        for (var second = 0; second <= SpanSeconds; second += EverySeconds) Assert.Equal(second == SpanSeconds, sound.Take(decibels(second), null, second * 1000L));
    }
}
