using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What was learned at a place, as bytes: a version, a digest of the place's sensors, the figures of what learned (little
/// endian), and a digest of all of it. Sensors that see otherwise make pauses of other lengths, and air and light of other grades, so a note is read with equal sensors only.
/// </summary>
internal static class LearnedNote
{
    /// <summary>Grows when the figures, or the models that they weigh, change.</summary>
    public const byte Version = 2;

    private const int DigestBytes = 8, Head = 1 + DigestBytes;

    /// <summary>The length of a note of so many figures.</summary>
    public static int LengthOf(int figures) => Head + (figures * sizeof(double)) + DigestBytes;

    /// <param name="learned">What was learned.</param>
    /// <param name="sensors">Describes the sensors of the place; equal for equal sensors.</param>
    public static byte[] Write(ILearned learned, string sensors)
    {
        var note = new byte[LengthOf(learned.Figures)];
        note[0] = Version;
        Digest(Encoding.UTF8.GetBytes(sensors), note.AsSpan(1));
        Span<double> figures = stackalloc double[learned.Figures];
        learned.CopyTo(figures);
        for (var i = 0; i < figures.Length; i++) BinaryPrimitives.WriteDoubleLittleEndian(note.AsSpan(Head + (i * sizeof(double))), figures[i]);
        Digest(note.AsSpan(..^DigestBytes), note.AsSpan(^DigestBytes..));
        return note;
    }

    /// <summary>Reads a note into what has learned nothing. Returns why it cannot be used, as the end of a sentence; null when it was.</summary>
    public static string? Read(ReadOnlySpan<byte> note, string sensors, ILearned into)
    {
        if (note.Length < 1 || note[0] != Version) return "it was kept by another version of the program";
        if (note.Length != LengthOf(into.Figures)) return "it is damaged";
        Span<byte> digest = stackalloc byte[DigestBytes];
        Digest(note[..^DigestBytes], digest);
        if (!digest.SequenceEqual(note[^DigestBytes..])) return "it is damaged";
        Digest(Encoding.UTF8.GetBytes(sensors), digest);
        if (!digest.SequenceEqual(note.Slice(1, DigestBytes))) return "the sensors of the place have changed";
        Span<double> figures = stackalloc double[into.Figures];
        for (var i = 0; i < figures.Length; i++) figures[i] = BinaryPrimitives.ReadDoubleLittleEndian(note[(Head + (i * sizeof(double)))..]);
        return into.TryRestore(figures) ? null : "it is damaged";
    }

    private static void Digest(ReadOnlySpan<byte> of, Span<byte> into)
    {
        Span<byte> all = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(of, all);
        all[..DigestBytes].CopyTo(into);
    }
}
