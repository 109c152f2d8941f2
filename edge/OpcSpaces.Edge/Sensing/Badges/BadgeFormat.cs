namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>How a card's number was read; part of its pseudonym, so the numbers never change.</summary>
internal enum BadgeFormat : byte
{
    /// <summary>24 bits between two parity bits: 8 of facility, 16 of card.</summary>
    Wiegand26 = 26,

    /// <summary>32 bits between two parity bits.</summary>
    Wiegand34 = 34,

    /// <summary>4, 7 or 10 bytes (ISO/IEC 14443-3).</summary>
    Uid = 144,
}
