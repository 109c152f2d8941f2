namespace OpcSpaces.Edge.Sensing.Presence.Grades;

/// <summary>
/// What the grades of one sensor are worth at its place: how often each was seen while sensors of other kinds were sure that somebody was
/// there, and while they were sure of nobody. A grade's factor of the odds is the ratio of the two shares. Where nothing was seen yet it is
/// that of the usual shares, which are kept close together; where a sensor has nothing to do with the people of its place, the shares
/// become equal and it falls silent. Both rows are Dirichlet distributions (Spiegelhalter and Lauritzen 1990,
/// https://doi.org/10.1002/net.3230200507) in which the past fades. Guarded by the place's gate.
/// </summary>
/// <param name="usual">The shares before anything was seen.</param>
internal sealed class GradeTable(GradeShares usual)
{
    /// <summary>A lesson counts as this part of an independent one: what follows within half an hour is much the same.</summary>
    private const double Weight = LessonMs / 1_800_000.0;

    /// <summary>The time between two lessons, in ms.</summary>
    public const long LessonMs = 300_000;

    // The usual shares count as so many independent lessons: four hours of each state.
    private const double UsualLessons = 8;

    // After so many independent lessons two thirds of the past are forgotten: some two weeks of work.
    private const double Memory = 150;

    // The surest grade is worth no more than this, because lessons come from lively hours and evenings and others are judged by them.
    private static readonly double Most = Math.Log(7), Least = -Math.Log(4);

    private readonly double[] _occupied = new double[usual.Occupied.Count], _free = new double[usual.Free.Count];

    /// <summary>By how much a grade changes the log odds that somebody is there.</summary>
    public double LogOddsOf(int grade) =>
        Math.Clamp(Math.Log(Share(_occupied, usual.Occupied, grade) / Share(_free, usual.Free, grade)), Least, Most);

    /// <summary>This grade was seen while sensors of other kinds gave somebody this probability. Where they are wrong, the shares become more equal than they are.</summary>
    public void Learn(int grade, double occupied)
    {
        Add(_occupied, grade, Weight * occupied);
        Add(_free, grade, Weight * (1 - occupied));
    }

    private static void Add(double[] row, int grade, double weight)
    {
        for (var i = 0; i < row.Length; i++) row[i] *= 1 - (weight / Memory);
        row[grade] += weight;
    }

    private static double Share(double[] seen, IReadOnlyList<double> usual, int grade)
    {
        var sum = UsualLessons;
        foreach (var count in seen) sum += count;
        return (seen[grade] + (UsualLessons * usual[grade])) / sum;
    }
}
