using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Tests.Sensing.Presence.Grades;

/// <summary>What grades are worth, before and after lessons.</summary>
public sealed class GradeTableTests
{
    private const int DayOfLessons = 12 * 8;

    private readonly GradeTable _table = new(new GradeShares([0.3, 0.7], [0.6, 0.4]));

    [Fact]
    public void Before_any_lesson_a_grade_is_worth_its_usual_shares()
    {
        Assert.Equal(Math.Log(0.3 / 0.6), _table.LogOddsOf(0), 1e-9);
        Assert.Equal(Math.Log(0.7 / 0.4), _table.LogOddsOf(1), 1e-9);
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

        Assert.InRange(_table.LogOddsOf(0), -0.12, 0.12);
        Assert.InRange(_table.LogOddsOf(1), -0.12, 0.12);
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

        Assert.InRange(_table.LogOddsOf(1), 0.3, 1.3);
        Assert.InRange(_table.LogOddsOf(0), -1.3, -0.3);
    }

    private void Learn(int lessons, double occupied, int grade)
    {
        for (var i = 0; i < lessons; i++) _table.Learn(grade, occupied);
    }
}
