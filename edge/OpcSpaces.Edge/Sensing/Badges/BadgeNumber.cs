namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// The number of a card, which is personal data. It is a ref struct, so that it can be passed on, but not stored or logged. The only
/// result that is made from it is a pseudonym.
/// </summary>
internal readonly ref struct BadgeNumber(BadgeFormat format, ReadOnlySpan<byte> bytes)
{
    public const int MostBytes = 10;

    public BadgeFormat Format { get; } = format;

    /// <summary>Most significant byte first.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public override string ToString() => nameof(BadgeNumber);
}
