using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Tests.Sensing.Presence.Grades;

/// <summary>What grades are worth, before and after lessons.</summary>
public sealed class GradeTableTests
{
    private const int DayOfLessons = 12 * 8;

    private readonly GradeTable _table = new(new GradeShares([0.3, 0.7], [0.6, 0.4]));

    [Fact]
    public void Before_any_lesson_a_grade_is_worth_nothing() => AssertSilent();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lessons_of_one_state_alone_prove_nothing(double occupied)
    {
        Learn(20 * DayOfLessons, occupied, grade: 1);
        AssertSilent();
    }

    [Fact]
    public void A_grade_counts_more_and_more_and_never_more_than_is_sure()
    {
        var last = 0.0;
        for (var day = 0; day < 30; day++)
        {
            // Three of five grades are right.
            foreach (var grade in (int[])[1, 1, 1, 0, 0]) Learn(DayOfLessons / 5, occupied: 1, grade);
            foreach (var grade in (int[])[0, 0, 0, 1, 1]) Learn(DayOfLessons / 5, occupied: 0, grade);
            Assert.InRange(_table.LogOddsOf(1), last - 1e-9, Math.Log(0.6 / 0.4));
            last = _table.LogOddsOf(1);
        }

        Assert.InRange(last, 0.05, 0.4);
    }

    [Fact]
    public void What_was_learned_can_be_kept_and_figures_that_nobody_can_have_learned_are_refused()
    {
        Learn(20 * DayOfLessons, occupied: 1, grade: 1);
        Learn(20 * DayOfLessons, occupied: 0, grade: 0);
        var (figures, other) = (new double[_table.Figures], new GradeTable(new GradeShares([0.3, 0.7], [0.6, 0.4])));
        _table.CopyTo(figures);
        Assert.True(other.TryRestore(figures));
        Assert.Equal((_table.LogOddsOf(0), _table.LogOddsOf(1)), (other.LogOddsOf(0), other.LogOddsOf(1)));

        foreach (var wrong in (double[])[double.NaN, -1, 1e6])
        {
            figures[1] = wrong;
            Assert.False(other.TryRestore(figures));
        }

        Assert.Equal(_table.LogOddsOf(0), other.LogOddsOf(0));
    }

    [Fact]
    public void A_grade_that_only_people_make_becomes_strong_and_stays_bounded()
    {
        Learn(20 * DayOfLessons, occupied: 1, grade: 1);
        Learn(20 * DayOfLessons, occupied: 0, grade: 0);

        Assert.Equal(Math.Log(7), _table.LogOddsOf(1), 1e-9);
        Assert.Equal(-Math.Log(4), _table.LogOddsOf(0), 1e-9);
    }

    [Fact]
    public void A_sensor_that_has_nothing_to_do_with_people_falls_silent()
    {
        for (var day = 0; day < 10; day++)
        {
            Learn(DayOfLessons, occupied: 1, grade: day % 2);
            Learn(DayOfLessons, occupied: 0, grade: day % 2);
        }

        AssertSilent();
    }

    [Fact]
    public void What_a_place_does_otherwise_from_a_day_on_is_learned_anew()
    {
        Learn(30 * DayOfLessons, occupied: 1, grade: 1);
        Learn(30 * DayOfLessons, occupied: 0, grade: 1);
        var before = _table.LogOddsOf(1);
        Learn(30 * DayOfLessons, occupied: 0, grade: 0);

        Assert.InRange(before, -0.1, 0.1);
        Assert.True(_table.LogOddsOf(1) > 1, $"{_table.LogOddsOf(1)}");
    }

    [Fact]
    public void A_doubtful_teacher_makes_a_grade_weaker_and_never_turns_it_round()
    {
        for (var day = 0; day < 20; day++)
        {
            Learn(DayOfLessons, occupied: 0.7, grade: 1);
            Learn(DayOfLessons, occupied: 0.2, grade: 0);
        }

        Assert.InRange(_table.LogOddsOf(1), 0.1, 1.3);
        Assert.InRange(_table.LogOddsOf(0), -1.3, -0.1);
    }

    private void AssertSilent() => Assert.Equal((0, 0), (_table.LogOddsOf(0), _table.LogOddsOf(1)));

    private void Learn(int lessons, double occupied, int grade)
    {
        for (var i = 0; i < lessons; i++) _table.Learn(grade, occupied);
    }
}
