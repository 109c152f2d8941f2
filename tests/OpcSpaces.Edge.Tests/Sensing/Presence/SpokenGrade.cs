using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>A grader whose grade is the value itself.</summary>
/// <param name="windowMs">The grade speaks for so long.</param>
internal sealed class SpokenGrade(long windowMs) : IGrader
{
    public GradeShares Usual { get; } = new([0.3, 0.4, 0.3], [0.3, 0.4, 0.3]);

    public long WindowMs => windowMs;

    public int? Grade { get; private set; }

    /// <summary>What the place said with each value.</summary>
    public List<double?> Lessons { get; } = [];

    public bool Take(double value, double? occupied, long ms)
    {
        Grade = (int)value;
        Lessons.Add(occupied);
        return true;
    }

    public void Lose() => Grade = null;
}
