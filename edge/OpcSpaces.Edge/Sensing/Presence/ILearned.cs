namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>Something that was learned at a place, as figures that a note can keep. Guarded by the gate of the place.</summary>
internal interface ILearned
{
    /// <summary>How much was learned in this run: grows with each lesson.</summary>
    long Lessons { get; }

    /// <summary>The number of figures that <see cref="CopyTo"/> copies.</summary>
    int Figures { get; }

    /// <summary>Copies all that was learned into <paramref name="into"/>, of length <see cref="Figures"/>.</summary>
    void CopyTo(Span<double> into);

    /// <summary>Takes over what <see cref="CopyTo"/> copied. Returns false, and changes nothing, for figures that nobody could have learned.</summary>
    bool TryRestore(ReadOnlySpan<double> from);
}
