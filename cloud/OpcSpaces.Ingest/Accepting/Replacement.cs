using System.Text;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Accepting;

/// <summary>
/// A birth that says that its epoch replaces another one, of which the rows up to <paramref name="UpTo"/> stay valid. In the journal it is
/// JSON <c>{"previous":…,"upTo":…}</c>.
/// </summary>
internal readonly record struct Replacement(ulong Previous, ulong UpTo)
{
    /// <summary>Null when a birth does not say so, or names an impossible epoch.</summary>
    public static Replacement? Of(BirthCertificate birth) => birth.PreviousEpoch is > 0 and <= OutboxDeclaration.Highest and var previous
        ? new Replacement(previous, Math.Min(birth.PreviousSequence ?? 0, OutboxDeclaration.Highest))
        : null;

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes($$"""{"previous":{{Previous}},"upTo":{{UpTo}}}""");
}
