using System.Text;

namespace OpcSpaces.Ingest.Accepting;

/// <summary>Outbox rows of one epoch that no gateway holds any more: both ends inclusive. In the journal it is JSON <c>{"first":…,"last":…}</c>.</summary>
internal readonly record struct MissingRange(ulong First, ulong Last)
{
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes($$"""{"first":{{First}},"last":{{Last}}}""");
}
