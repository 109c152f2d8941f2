namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Keeps bdSeq across restarts, so that hosts can tell sessions apart (tck-id-topics-nbirth-bdseq-increment).</summary>
public interface IBirthSequenceStore
{
    /// <summary>The number that was written last, or null before the first CONNECT.</summary>
    byte? Read();

    /// <summary>Returns when <paramref name="birthSequence"/> is on disk; called before each CONNECT.</summary>
    void Write(byte birthSequence);
}
