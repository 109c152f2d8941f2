namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// What stands on a card: a secret of its bearer. A ref struct, so that it can be passed on but neither kept nor logged; the only
/// thing that is made of it is a pseudonym.
/// </summary>
internal readonly ref struct BadgeNumber(BadgeFormat format, ReadOnlySpan<byte> bytes)
{
    public const int MostBytes = 10;

    public BadgeFormat Format { get; } = format;

    /// <summary>Most significant byte first.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public override string ToString() => nameof(BadgeNumber);
}
