namespace OpcSpaces.Edge.Outbox;

/// <summary>A batch with its number, on its way into the file.</summary>
internal readonly ref struct NumberedRow
{
    public required ulong Sequence { get; init; }

    public required BatchKind Kind { get; init; }

    public required string Device { get; init; }

    public required long FirstMs { get; init; }

    public required long LastMs { get; init; }

    public required long RanMinute { get; init; }

    public required ReadOnlySpan<byte> ContentHash { get; init; }

    public required ReadOnlySpan<byte> Chain { get; init; }

    public required ReadOnlySpan<byte> Content { get; init; }
}
