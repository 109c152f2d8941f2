namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// The card number of a person: 24 bits for wired readers, four bytes (ISO/IEC 14443-3) for readers on a bus. It is never part of
/// the ground truth.
/// </summary>
internal static class Badge
{
    private const long CardPart = -20;
    public const int UidBytes = 4;

    private const ulong NumberMask = 0xFF_FFFF;

    public static ulong NumberOf(int seed, int person) => SeededRandom.For(seed, CardPart, person).NextUInt64() & NumberMask;

    public static void Write(int seed, int person, Span<byte> uid)
    {
        var number = SeededRandom.For(seed, CardPart, person).NextUInt64();
        for (var i = 0; i < UidBytes; i++)
            uid[i] = (byte)(number >> (8 * i));
    }
}
