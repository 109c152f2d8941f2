namespace OpcSpaces.Edge.Sensing.Presence.Grades;

/// <summary>
/// What the grades of one sensor are worth at its place: how often each was seen while sensors of other kinds were sure that somebody was
/// there, and while they were sure of nobody. A grade's factor of the odds is the sure part of the ratio of the two shares: that which two
/// standard errors leave, and only once both states were seen for hours. So a sensor is silent until it has proved itself at its place, and one that has nothing to do with the
/// people there stays silent. Both rows are Dirichlet distributions (Spiegelhalter and Lauritzen 1990,
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

    // In standard errors: a sensor that means nothing passes for one that does in one of forty grades.
    private const double Doubts = 2;

    // After so many independent lessons two thirds of the past are forgotten: some two weeks of work.
    private const double Memory = 150;

    /// <summary>The surest grade changes the log odds by no more than this, up and down, because lessons come from lively hours and evenings and others are judged by them.</summary>
    public static readonly double Most = Math.Log(7), Least = -Math.Log(4);

    private readonly double[] _occupied = new double[usual.Occupied.Count], _free = new double[usual.Free.Count];

    /// <summary>The number of figures that <see cref="CopyTo"/> copies.</summary>
    public int Figures => _occupied.Length + _free.Length;

    /// <summary>By how much a grade certainly changes the log odds that somebody is there.</summary>
    public double LogOddsOf(int grade)
    {
        var (occupied, free) = (new Row(_occupied, usual.Occupied, grade), new Row(_free, usual.Free, grade));
        if (Math.Min(occupied.Lessons, free.Lessons) < UsualLessons) return 0;
        var logOdds = Math.Log(occupied.Share / free.Share);
        var doubt = Doubts * Math.Sqrt(occupied.Variance + free.Variance);
        return Math.Abs(logOdds) <= doubt ? 0 : Math.Clamp(logOdds - (Math.Sign(logOdds) * doubt), Least, Most);
    }

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

    /// <summary>Copies what was learned into <paramref name="into"/>, of length <see cref="Figures"/>.</summary>
    public void CopyTo(Span<double> into)
    {
        _occupied.CopyTo(into);
        _free.CopyTo(into[_occupied.Length..]);
    }

    /// <summary>Takes over what <see cref="CopyTo"/> copied. Returns false, and changes nothing, for figures that nobody could have learned.</summary>
    public bool TryRestore(ReadOnlySpan<double> from)
    {
        foreach (var figure in from)
        {
            if (figure is not (>= 0 and <= 2 * Memory)) return false;
        }

        from[.._occupied.Length].CopyTo(_occupied);
        from[_occupied.Length..].CopyTo(_free);
        return true;
    }

    // What was seen in one state, and what is usual.
    private readonly struct Row(double[] seen, IReadOnlyList<double> usual, int grade)
    {
        private readonly double _count = seen[grade] + (UsualLessons * usual[grade]);

        public double Lessons { get; } = seen.Sum();

        public double Share => _count / (Lessons + UsualLessons);

        /// <summary>Of the logarithm of the share.</summary>
        public double Variance => (1 / _count) - (1 / (Lessons + UsualLessons));
    }
}
