namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Keeps bdSeq across restarts, so that hosts can tell a process's sessions apart (tck-id-topics-nbirth-bdseq-increment).</summary>
public interface IBirthSequenceStore
{
    /// <summary>The number that was last written, or null before the very first CONNECT.</summary>
    byte? Read();

    /// <summary>Returns when <paramref name="birthSequence"/> would survive a restart; called before each CONNECT.</summary>
    void Write(byte birthSequence);
}
