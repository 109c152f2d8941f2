namespace OpcSpaces.Edge.Sensing.Presence.Grades;

/// <summary>
/// Turns the values of one sensor into grades: 0 speaks most for nobody, the highest one most for somebody. What a grade is worth at its
/// place is learned (<see cref="GradeTable"/>). Times in ms of the place's running clock, which do not go back. Guarded by the place's gate.
/// </summary>
internal interface IGrader
{
    /// <summary>How often each grade is usually seen, before anything is known of the place.</summary>
    GradeShares Usual { get; }

    /// <summary>A grade speaks for so much of the time before it, in ms; 0 for the moment alone.</summary>
    long WindowMs { get; }

    /// <summary>The grade now; null while the values say nothing.</summary>
    int? Grade { get; }

    /// <summary>Takes a value. Returns whether the grade was judged anew.</summary>
    /// <param name="value">The value, in the unit of the sensor.</param>
    /// <param name="occupied">The probability that somebody was there for the whole window, from sensors of other kinds; null where they do not say. The grader may learn from it.</param>
    /// <param name="ms">Now.</param>
    bool Take(double value, double? occupied, long ms);

    /// <summary>The number of figures that <see cref="CopyTo"/> copies; 0 for a grader that learns nothing itself.</summary>
    int Figures => 0;

    /// <summary>Copies what the grader has learned of its place into <paramref name="into"/>, of length <see cref="Figures"/>.</summary>
    void CopyTo(Span<double> into)
    {
    }

    /// <summary>Takes over what <see cref="CopyTo"/> copied. Returns false, and changes nothing, for figures that nobody could have learned.</summary>
    bool TryRestore(ReadOnlySpan<double> from) => true;

    /// <summary>The values are unknown from now on. What was learned stays.</summary>
    void Lose();
}
