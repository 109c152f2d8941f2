namespace OpcSpaces.Edge.Outbox;

/// <summary>A batch's canonical bytes, their SHA-256 and the span of their times in ms since 1970 UTC.</summary>
internal sealed record EncodedContent(byte[] Bytes, byte[] Hash, long FirstMs, long LastMs);
