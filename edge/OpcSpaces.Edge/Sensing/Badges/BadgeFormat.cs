namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>How the number of a card was read. It is part of the pseudonym, so these values never change.</summary>
internal enum BadgeFormat : byte
{
    /// <summary>24 bits between two parity bits: 8 of facility, 16 of card.</summary>
    Wiegand26 = 26,

    /// <summary>32 bits between two parity bits.</summary>
    Wiegand34 = 34,

    /// <summary>4, 7 or 10 bytes (ISO/IEC 14443-3).</summary>
    Uid = 144,
}
